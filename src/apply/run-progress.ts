import { processChangeOf } from '../plan/actions/index.js'
import type { NotedStep } from '../record/run.js'
import type { State, Unit } from '../state.js'

/** The two states that a run leads between. */
interface States {
  readonly from: State
  readonly to: State
}

/** The two states that a run lies between, and the processes that did not work when it began. */
export interface Between extends States {
  readonly failing?: readonly Unit[] | undefined
}

/** The end of a run that is led to: `from` on the way back. */
export type End = keyof States

/** What a run has done so far, as far as the way back (or the rest of it) needs to know it. */
export interface RunProgress {
  /** Units whose processes were started, stopped, restarted or told to take no jobs. */
  readonly moved: Set<Unit>
  /** Processes that take no further jobs, and since when on the host's clock. */
  readonly quiet: Map<Unit, number>
  /**
   * The state whose text processes run from, where that can be told; those that are not named run
   * from the text of the beginning.
   */
  readonly texts: Map<Unit, End | 'unknown'>
  /** Processes that were started and have not been seen to work since. */
  readonly unseen: Set<Unit>
}

/**
 * Which way an action belongs to: the way there, the way back, or what is left of a run that was
 * cut off.
 */
export type Way = NotedStep['way']

/** A step of a run, as its action or its note tells it. */
type Doing = Pick<NotedStep, 'do' | 'unit'>

/** Nothing has been done yet. */
export const noProgress = (): RunProgress => ({
  moved: new Set(),
  quiet: new Map(),
  texts: new Map(),
  unseen: new Set(),
})

/**
 * Marks that an action begins: what fails half-way, or is cut off, may have happened. `now` is the
 * host's clock.
 */
export function markBegun(progress: RunProgress, action: Doing, way: Way, now: number): void {
  const { unit } = action
  const change = processChangeOf(action)
  if (unit === undefined || change === undefined) return
  const quiets = change.takesJobs === false
  if (change.starts || change.ends || quiets) progress.moved.add(unit)
  if (change.starts) progress.unseen.add(unit)
  if (quiets) progress.quiet.set(unit, now)
  // Until it is done nobody can tell whether the old process has given way to a new one.
  if (change.ends && !change.unitEnds) progress.texts.set(unit, 'unknown')
  else if (change.starts) progress.texts.set(unit, endOf(way))
}

/** Marks that an action has been done. */
export function markDone(progress: RunProgress, action: Doing, way: Way): void {
  const { unit } = action
  const change = processChangeOf(action)
  if (unit === undefined || change === undefined) return
  if (change.takesJobs || change.unitEnds) progress.unseen.delete(unit)
  if (!change.ends) return
  progress.quiet.delete(unit)
  progress.texts.set(unit, endOf(way))
}

const endOf = (way: Way): End => (way === 'back' ? 'from' : 'to')

/** What the steps of a run that was cut off say was done. */
export function progressBy(steps: readonly NotedStep[]): RunProgress {
  const progress = noProgress()
  for (const step of steps) {
    if (step.done) markDone(progress, step, step.way)
    else markBegun(progress, step, step.way, 0)
  }
  return progress
}
