import type { Action, State, Unit } from '../state.js'

/** Who asked for a run, when and in which words; what an undo needs to know of Mastodon then. */
export interface Run {
  readonly kind: 'apply' | 'undo'
  readonly who: string
  /** Seconds since 1970. */
  readonly at: number
  /** What changes, in an admin's words: `push: 25 -> 40 threads`. */
  readonly changes: readonly string[]
  /** The numbers of the runs that this one takes back. */
  readonly undoes: readonly number[]
}

/**
 * A run that has begun: what the server was and what was asked for. It stands on the disk from
 * before the first action until the end.
 */
export interface UnderWay extends Run {
  readonly version: 1
  readonly number: number
  /**
   * The process that carries it out, and when it started (in ticks since boot, empty for nobody):
   * process ids come round again.
   */
  readonly pid: number
  readonly started: string
  /** How many actions the plan has. */
  readonly actions: number
  readonly from: State
  readonly to: State
  /** Processes that the plan moves and that did not work when the run began. */
  readonly failing?: readonly Unit[]
}

/** A step of a run, noted before it is done and after. */
export interface NotedStep {
  readonly do: Action['do']
  readonly unit?: Unit
  readonly done: boolean
  /** The way there, the way back, or what is left of a run that was cut off. */
  readonly way: 'there' | 'back' | 'rest'
}

/** A run that was noted and has not ended, with the steps that it noted. */
export type CutOff = UnderWay & { readonly steps: readonly NotedStep[] }

/** A run that has ended. */
export interface Entry extends Run {
  readonly version: 1
  readonly number: number
  readonly from: State
  readonly to: State
  readonly outcome: 'applied' | 'rolled-back' | 'stuck'
  /** Why it did not end as asked for. */
  readonly because: string
  /** The process that ended it, until somebody could see how it ended (unseen.ts). */
  readonly untold?: { readonly pid: number; readonly started: string }
}

/** A run of which nobody can tell what it changed. */
export interface Unread {
  readonly number: number
  /** Its file and what is wrong with it, as the begin of a sentence. */
  readonly because: string
  readonly newer: boolean
}
