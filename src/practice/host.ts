import type { Host } from '../host/host.js'
import { type MemoryFiles, memoryFiles } from './files.js'
import { epoch, pushBacklog } from './jobs.js'
import { pretendProc } from './kernel.js'
import { pretendRedis } from './redis.js'
import { pretendSidekiq } from './sidekiq.js'
import { type PretendSystemd, pretendSystemd } from './systemd.js'
import { type PracticeWorld, practiceFiles, practicePrograms, practiceUnits, usualWorld } from './world.js'

export interface PracticeOptions extends Partial<PracticeWorld> {
  /**
   * Real seconds that a second of waiting takes: 0 in tests, a little in the wizard so that a
   * person can follow.
   */
  readonly pace?: number
}

export interface PracticeHost extends Host {
  readonly files: MemoryFiles
  readonly systemd: PretendSystemd
}

/**
 * A pretend server in memory: files, enough of systemd (it must be reloaded, a process keeps the
 * text it was started from, PartOf= and WantedBy= reach what they name), a Redis in which running
 * Sidekiq processes show with their jobs, and what the kernel counts of them. Nothing real is
 * touched.
 */
export function practiceHost(options: PracticeOptions = {}): PracticeHost {
  const { pace = 0, ...parts } = options
  const world: PracticeWorld = { ...usualWorld, ...parts }
  const files = memoryFiles(practiceFiles(world), practicePrograms)
  let clock = 0
  const now = () => clock
  const systemd = pretendSystemd(files, now)
  for (const unit of practiceUnits(world)) {
    systemd.run(['systemctl', 'enable', unit])
    systemd.start(unit)
  }
  const wait = async (seconds: number): Promise<void> => {
    clock += seconds
    if (pace > 0) await new Promise((resolve) => setTimeout(resolve, seconds * pace * 1000))
  }
  const sidekiq = () => pretendSidekiq(systemd.running, world)
  const push = pushBacklog(world)
  const redis = pretendRedis(sidekiq, world, push, now)
  return {
    kind: 'practice',
    live: true,
    ...files,
    files,
    systemd,
    async run(argv) {
      // No sum of these lies on the edge of a tenth, where it would be shown as either.
      await wait(argv[0] === 'systemctl' && ['start', 'stop', 'restart'].includes(argv[1] ?? '') ? 1 : 0.06)
      return systemd.run(argv)
    },
    async machine() {
      return { hostname: 'practice.example', cores: world.cores, uid: 0, pid: 1 }
    },
    async read(path) {
      return (
        (path.startsWith('/proc/') ? pretendProc(path, world, sidekiq(), push, clock) : undefined) ??
        (await files.read(path))
      )
    },
    async askRedis({ prefix }, commands) {
      return commands.map(([name = '', key = '', ...rest]) =>
        redis([name, key.startsWith(prefix) ? key.slice(prefix.length) : key, ...rest]),
      )
    },
    async askPostgres() {
      return { maxConnections: world.maxConnections, reserved: 3, inUse: 41 }
    },
    askHttp: async () => 200,
    wait,
    now,
    date: () => epoch + clock,
  }
}
