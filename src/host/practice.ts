import type { Host } from './host.js'
import { type MemoryFiles, memoryFiles } from './practice/files.js'
import { type PretendSystemd, pretendSystemd } from './practice/systemd.js'
import { last } from './practice/unit-text.js'
import { type PracticeWorld, practiceFiles, practicePrograms, practiceUnits, usualWorld } from './practice/world.js'

export interface PracticeOptions extends Partial<PracticeWorld> {
  /** Real seconds that a second of waiting takes: 0 in tests, a little in the wizard so that a person can follow. */
  readonly pace?: number
}

export interface PracticeHost extends Host {
  readonly files: MemoryFiles
  readonly systemd: PretendSystemd
}

/**
 * A pretend server in memory: files, enough of systemd (it must be reloaded, a process keeps the text it was started from,
 * PartOf= and WantedBy= reach what they name) and a Redis in which running Sidekiq processes show. Nothing real is touched.
 */
export function practiceHost(options: PracticeOptions = {}): PracticeHost {
  const { pace = 0, ...parts } = options
  const world: PracticeWorld = { ...usualWorld, ...parts }
  const files = memoryFiles(practiceFiles(world), practicePrograms)
  const systemd = pretendSystemd(files)
  for (const unit of practiceUnits(world)) {
    systemd.run(['systemctl', 'enable', unit])
    systemd.start(unit)
  }
  let clock = 0
  const wait = async (seconds: number): Promise<void> => {
    clock += seconds
    if (pace > 0) await new Promise((resolve) => setTimeout(resolve, seconds * pace * 1000))
  }
  const sidekiq = () => [...systemd.running].filter(([, running]) => / sidekiq( |$)/.test(last(running.directives, 'ExecStart')))
  return {
    kind: 'practice',
    live: true,
    ...files,
    files,
    systemd,
    async run(argv) {
      await wait(argv[0] === 'systemctl' && ['start', 'stop', 'restart'].includes(argv[1] ?? '') ? 1 : 0.05)
      return systemd.run(argv)
    },
    async machine() {
      return { hostname: 'practice.example', cores: world.cores, uid: 0, pid: 1 }
    },
    async askRedis(_access, commands) {
      return commands.map(([name = '', key = '', field = '']) => {
        if (name.toUpperCase() === 'INFO') return 'redis_version:7.2.4\r\n'
        if (name.toUpperCase() === 'SMEMBERS' && key.endsWith('processes')) {
          return sidekiq().map(([, { pid }]) => `practice.example:${pid}:0123456789ab`)
        }
        return field === 'beat' ? String(clock) : null
      })
    },
    async askPostgres() {
      return { maxConnections: world.maxConnections, reserved: 3, inUse: 41 }
    },
    wait,
    now: () => clock,
  }
}
