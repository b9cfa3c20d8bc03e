import type { Unit } from '../state.js'

/** One Sidekiq process that lives, as Redis and the kernel tell of it. */
export interface SidekiqProcess {
  /** `hostname:pid:nonce`. */
  readonly identity: string
  readonly hostname: string
  readonly pid: number
  /**
   * The unit on this server whose main process it is; null where there is none (another host,
   * started by hand).
   */
  readonly unit: Unit | null
  readonly queues: readonly string[]
  readonly threads: number
  readonly busy: number
  /** It takes no further jobs. */
  readonly quiet: boolean
  /** Resident memory in bytes. */
  readonly memory: number | null
  /** Cores it used while it was looked at: 0.95 is nearly all of one. */
  readonly cpu: number | null
  /** When its jobs began, by the queue they came from; seconds since 1970. */
  readonly jobs: readonly { readonly queue: string; readonly since: number }[]
}

/** What happens on one queue, over all processes that serve it; quiet ones don't. */
export interface QueueLoad {
  readonly name: string
  /** Jobs that wait. */
  readonly size: number
  /** Age of the oldest waiting job in seconds; 0 where none waits. */
  readonly latency: number
  readonly processes: number
  readonly threads: number
  /** Threads that run a job of this queue. */
  readonly busy: number
}

/** A look at Sidekiq through Redis. `at` is in seconds since 1970. */
export interface Load {
  readonly at: number
  readonly queues: readonly QueueLoad[]
  readonly processes: readonly SidekiqProcess[]
}

/**
 * How the server does under its load: what Sidekiq did at two moments, and what the machine had
 * left between them.
 */
export interface Evidence {
  /** The first look and the last; queues in the order of config/sidekiq.yml. */
  readonly before: Load
  readonly now: Load
  /**
   * Share of all cores that had nothing to do between the two, 0 to 1; null where it is not known.
   */
  readonly idle: number | null
  /** Bytes that could be taken without swapping. */
  readonly memoryFree: number | null
}
