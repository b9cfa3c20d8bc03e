import type { Path } from '../state.js'
import { type Backlog, jobsOf } from './jobs.js'
import { residentKib } from './redis.js'
import type { PretendSidekiq } from './sidekiq.js'
import type { PracticeWorld } from './world.js'

type World = Pick<PracticeWorld, 'cores' | 'load'>

/** Ticks per second in /proc. */
const hertz = 100
/** Share of all cores that have nothing to do; made up, as is all here. */
const idle = { quiet: 0.8, 'push behind': 0.4 } as const
/** Seconds the pretend server was up when it was first looked at. */
const uptime = 86_400

/**
 * What a pretend kernel shows in /proc at this moment of the pretend clock (seconds), undefined for
 * every other file.
 */
export function pretendProc(
  path: Path,
  world: World,
  processes: readonly PretendSidekiq[],
  push: Backlog,
  now: number,
): string | undefined {
  if (path === '/proc/stat') return cpuLine(world, now)
  const [, pid, file] = /^\/proc\/(\d+)\/(stat|status|cmdline)$/.exec(path) ?? []
  const worker = processes.find((each) => each.pid === Number(pid))
  if (worker === undefined) return undefined
  if (file === 'cmdline') return `${title(worker, jobsOf(worker, processes, push, now).length)}\0`
  if (file === 'status') return `Name:\tsidekiq\nVmRSS:\t  ${residentKib(worker)} kB\n`
  // Fields 14, 15 and 22 of proc(5): user and system time, and when it began.
  const ticks = Math.floor(cores(worker, world) * (uptime + now) * hertz)
  const zeros = (count: number) => Array.from({ length: count }, () => '0').join(' ')
  return `${worker.pid} (sidekiq) S ${zeros(10)} ${ticks} 0 ${zeros(6)} ${worker.pid} ${zeros(10)}\n`
}

/** As Sidekiq writes it with every heartbeat (launcher.rb). */
function title({ threads, quietSince }: PretendSidekiq, busy: number): string {
  return `sidekiq 8.1.6 live [${busy} of ${threads} busy]${quietSince === null ? '' : ' stopping'}`
}

/** Cores a process uses: Ruby runs one thread at a time, so never more than one. */
function cores({ threads, queues }: PretendSidekiq, { load }: World): number {
  return load === 'push behind' && queues.includes('push') ? Math.min(0.97, 0.1 + threads * 0.02) : 0.12
}

function cpuLine({ cores, load }: World, now: number): string {
  const total = (uptime + now) * hertz * cores
  const [free, system] = [Math.round(total * idle[load]), Math.round(total * 0.05)]
  return `cpu  ${Math.round(total) - free - system} 0 ${system} ${free} 0 0 0 0 0 0\n`
}
