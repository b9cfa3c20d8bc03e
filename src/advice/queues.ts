import { usualThreads } from '../mastodon/defaults.js'

/** How a queue is sized when it has processes of its own. */
export interface QueueAdvice {
  readonly threads: number
  /** Fewest threads that still make sense when connections are scarce. */
  readonly least: number
  /** What its jobs do, as the end of "this queue …". */
  readonly does: string
}

const advice: Readonly<Record<string, QueueAdvice>> = {
  default: { threads: 10, least: 2, does: 'computes: feeds, notifications, uploaded media' },
  push: { threads: 25, least: 2, does: 'waits for other servers, so it needs many threads' },
  // Hachyderm, December 2022: 20 threads became 5 and 8 processes became 32, and the backlog went
  // away.
  ingress: {
    threads: 5,
    least: 2,
    does: 'computes: signatures and posts that come in, so it needs processes, not threads',
  },
  pull: { threads: 15, least: 2, does: 'waits for other servers; nobody notices it being late' },
  mailers: { threads: 5, least: 2, does: 'waits for the mail server' },
  scheduler: { threads: 5, least: 2, does: 'starts the regular jobs; only one process may serve it' },
  fasp: { threads: 2, least: 1, does: 'is empty unless discovery providers are switched on' },
}

/**
 * Size of a queue's own process: waiting queues get threads, computing ones few; a queue we have
 * not heard of gets Sidekiq's usual size.
 */
export function queueAdvice(queue: string): QueueAdvice {
  return advice[queue] ?? { threads: usualThreads, least: 2, does: 'is new to mastodon-tune' }
}

/**
 * Threads beyond which a process gains little where jobs that compute are among its own (vmst.io,
 * Hazel Weakly).
 */
export const mostComputing = 25

const computing: readonly string[] = ['default', 'ingress']

/**
 * Whether a queue's jobs compute rather than wait, so that they gain from processes and not from
 * threads (Hachyderm, December 2022).
 */
export function computes(queue: string): boolean {
  return computing.includes(queue)
}
