import type { Role, Unit } from '../state.js'

/** A unit that takes jobs while the process that usually does is exchanged. */
export interface Relief {
  readonly unit: Unit
  readonly text: string
  readonly role: Role
}

/** What a plan may make use of on the way; without any of it, it is shorter and leaves gaps. */
export interface PlanOptions {
  /** A Sidekiq process of this many threads for these queues, for the time of the change only. */
  readonly relief?: (queues: readonly string[], threads: number) => Relief
  /** Whether processes of these roles may run side by side: connections and memory. */
  readonly fits?: (roles: readonly Role[]) => boolean
  /**
   * Seconds that a quiet Sidekiq process gets to finish its jobs; 0 stops it at once. Mastodon's
   * jobs are mostly done in a few.
   */
  readonly drain?: number
  /** Processes that were told to take no further jobs, and are to take them again. */
  readonly quiet?: readonly Unit[]
}
