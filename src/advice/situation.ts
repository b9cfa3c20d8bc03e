import type { GroupSize, Layout } from '../answers.js'
import type { Headroom } from './headroom.js'
import { idleEnoughFrom, type Pressure, type Serving } from './pressure.js'
import type { SetUp } from './running.js'

/** Another layout, and the group and size that the worst queue would have in it. */
export interface OtherLayout {
  readonly layout: Layout
  readonly label: string
  readonly size: GroupSize
}

/** What is known about one group of queues, whatever is proposed for the others. */
export interface GroupSituation {
  readonly label: string
  /** Whether the group holds the scheduler, which only one process may serve. */
  readonly exclusive: boolean
  /** Whether the group serves several queues, so that another layout can split it. */
  readonly severalQueues: boolean
  /** Which of its queues have jobs that compute. */
  readonly computing: 'none' | 'some' | 'all'
  /** The size that runs now; null where no process of this group does. */
  readonly size: GroupSize | null
  /** The size to begin with where nobody serves the group yet. */
  readonly startSize: GroupSize
  /** The queue that does worst; the group is judged by it. */
  readonly worst: Pressure
  /** Whether another server, or a unit outside of this layout, serves the queues of this group. */
  readonly servedElsewhere: boolean
  /** The processes that serve the worst queue. */
  readonly serving: Serving
  /** What is enabled on this server for these queues, and what of it is down. */
  readonly setUp: SetUp
  /** Whether a surge gives the group more processes for a time. */
  readonly surging: boolean
  /**
   * Where a group that may have only one process can grow further, if this server is large enough
   * for that.
   */
  readonly otherLayout: OtherLayout | undefined
  /** Share of all cores that had nothing to do, 0 to 1; null where it is not known. */
  readonly idle: number | null
  /** Whether Mastodon reaches PostgreSQL through PgBouncer. */
  readonly pgbouncer: boolean
}

/** All that the rules look at for one group. */
export interface Situation extends GroupSituation {
  /**
   * What the group may be given: what is free, less what was proposed for groups that need help
   * more.
   */
  readonly headroom: Headroom
}

/** Share of idle cores below which the machine counts as full. */
const machineFullBelow = 0.1
/**
 * Cores that a process uses when Ruby's lock holds it back (sidekiq#4649: one process can't use
 * more than one core).
 */
const coreFullFrom = 0.85

/**
 * Whether the group's processes use all of the one core that each can use, so that more threads
 * would do nothing.
 */
export function isCoreFull({ serving }: Situation): boolean {
  return serving.cpu !== null && serving.cpu >= coreFullFrom
}

/** Whether no core of the machine has anything left to give; false where nobody has measured. */
export function isMachineFull({ idle }: Situation): boolean {
  return idle !== null && idle < machineFullBelow
}

/** Whether enough cores are idle for more threads; false where nobody has measured. */
export function hasIdleCores({ idle }: Situation): boolean {
  return idle !== null && idle >= idleEnoughFrom
}
