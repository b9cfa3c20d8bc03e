import type { PretendSidekiq } from './sidekiq.js'
import type { PracticeWorld } from './world.js'

type World = Pick<PracticeWorld, 'queues' | 'load'>

/** Where the pretend clock begins, in seconds since 1970. */
export const epoch = 1_767_225_600

/** Threads that each queue but `push` keeps busy; every figure here is made up. */
const demand: Readonly<Record<string, number>> = { default: 3, ingress: 2, pull: 2, mailers: 1 }
/** Threads that a `push` keeps busy that has no backlog. */
const easyPush = 3
/** Jobs per second that come into `push`: with 12 000 waiting the oldest is 340 s old. */
const incoming = 12_000 / 340
/** Seconds a job of `push` takes: 25 threads that serve all queues don't keep up, 40 do. */
const pushSeconds = 0.75
/** Seconds a quiet process takes until its last job is done. */
const drainSeconds = 5

export interface Backlog {
  /** Jobs that wait in `push`. */
  waiting(processes: readonly PretendSidekiq[], now: number): number
  /** Age in seconds of the oldest of so many. */
  age(waiting: number): number
}

/** The `push` queue over time: it grows or shrinks with the threads that serve it. */
export function pushBacklog(world: World): Backlog {
  let at = 0
  let waiting = world.load === 'push behind' ? 12_000 : 0
  return {
    waiting(processes, now) {
      if (world.load === 'quiet') return 0
      const threads = processes.reduce((sum, worker) => sum + pushThreads(worker, processes), 0)
      waiting = Math.max(0, waiting + (incoming - threads / pushSeconds) * (now - at))
      at = now
      return Math.round(waiting)
    },
    age: (jobs) => jobs / incoming,
  }
}

/** Threads that are left for `push` where every one is needed. */
function pushThreads(worker: PretendSidekiq, processes: readonly PretendSidekiq[]): number {
  if (!worker.queues.includes('push') || worker.quietSince !== null) return 0
  return Math.max(1, worker.threads - others(worker, processes).length)
}

/**
 * What a process does for the other queues, one entry per job: its part of what all do that serve
 * them.
 */
function others(worker: PretendSidekiq, processes: readonly PretendSidekiq[]): readonly string[] {
  const { queues, threads } = worker
  const jobs = queues.flatMap((name) => {
    const serving = processes.filter((each) => each.quietSince === null && each.queues.includes(name))
    const count = (demand[name] ?? 0) / Math.max(1, serving.length)
    const first = serving[0]?.identity === worker.identity
    return Array.from({ length: first ? Math.ceil(count) : Math.floor(count) }, () => name)
  })
  return jobs.slice(0, Math.max(0, threads - (queues.includes('push') ? 1 : 0)))
}

/** The jobs that a process runs now, each with the pretend clock of its beginning. */
export function jobsOf(
  worker: PretendSidekiq,
  processes: readonly PretendSidekiq[],
  push: Backlog,
  now: number,
): readonly { readonly queue: string; readonly since: number }[] {
  const behind = push.waiting(processes, now) > 0
  const own = others(worker, processes)
  const wanted = behind ? worker.threads : easyPush
  const pushing = worker.queues.includes('push') ? Math.min(worker.threads - own.length, wanted) : 0
  const queues = [...own, ...Array.from({ length: pushing }, () => 'push')]
  const { quietSince } = worker
  const left = quietSince === null ? 1 : Math.max(0, 1 - (now - quietSince) / drainSeconds)
  // Jobs began one after another; a quiet process began none since.
  const last = quietSince ?? now
  return queues
    .slice(0, Math.ceil(queues.length * left))
    .map((queue, at) => ({ queue, since: last - (at * pushSeconds) / queues.length }))
}
