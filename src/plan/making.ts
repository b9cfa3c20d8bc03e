import type { State } from '../state.js'
import type { Change } from './compare.js'
import type { Means } from './means.js'
import type { Sequence } from './sequence.js'

/** What a plan is made from: both states, what differs between them, and what it may make use of on the way. */
export interface Task {
  readonly from: State
  readonly to: State
  readonly change: Change
  readonly means: Means
}

/** A plan while it is made: what it is made from, and the actions so far. */
export interface Making extends Task {
  readonly line: Sequence
}
