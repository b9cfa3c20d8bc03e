import type { State } from '../state.js'
import type { Change } from './compare.js'
import type { Means } from './means.js'

/** What a plan is made from: both states, what differs between them, and what it may make use of on the way. */
export interface Task {
  readonly from: State
  readonly to: State
  readonly change: Change
  readonly means: Means
}
