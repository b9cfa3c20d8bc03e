import type { GroupSize, Layout } from '../answers.js'
import type { Headroom } from './headroom.js'
import type { Pressure, Serving } from './pressure.js'
import type { SetUp } from './running.js'

/** Another layout, and what the queue that does worst gets there. */
export interface Way {
  readonly layout: Layout
  readonly label: string
  readonly size: GroupSize
}

/** All that the rules look at for one group. */
export interface Case {
  readonly label: string
  /** True where it holds the scheduler, which only one process may serve. */
  readonly exclusive: boolean
  /** What can still be split: the group serves several queues. */
  readonly several: boolean
  /** Whether any, and whether all of its queues compute. */
  readonly computing: 'none' | 'some' | 'all'
  /** What runs now; null where nobody here serves the group. */
  readonly size: GroupSize | null
  /** The size of a group that begins to be served. */
  readonly start: GroupSize
  /** The queue that does worst, by which the group is judged. */
  readonly worst: Pressure
  /** True where another server, or a unit outside of this layout, serves what this group would. */
  readonly elsewhere: boolean
  readonly serving: Serving
  /** What is enabled here for these queues, and what of it is down. */
  readonly setUp: SetUp
  /** Whether it has more processes for a time. */
  readonly surging: boolean
  /** Where a group that may have one process only can go on growing, if this server is large enough for that. */
  readonly way: Way | undefined
  /** Share of all cores that had nothing to do, 0 to 1; null where it is not known. */
  readonly idle: number | null
  /** What the group may be given: what is free, less what was proposed for groups that need help more. */
  readonly headroom: Headroom
  readonly pgbouncer: boolean
}

/** Everything but the headroom, which depends on what other groups were given before. */
export type Cause = Omit<Case, 'headroom'>
