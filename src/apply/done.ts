import { processChangeOf } from '../plan/actions/index.js'
import { startThenAwait } from '../plan/draft.js'
import type { Step } from '../record/types.js'
import { type Action, fileOf, isProcess, type State, type Unit } from '../state.js'

interface States {
  readonly from: State
  readonly to: State
}

/** The two states that a run lies between, and the processes that did not work when it began. */
export interface Between extends States {
  readonly failing?: readonly Unit[] | undefined
}

/** Which text a process runs from: that of the state where the run began, of the one that was asked for, or nobody can tell. */
type Text = keyof States | 'unknown'

/** What a run has done so far, as far as the way back (or the rest of it) needs to know it. */
export interface Done {
  /** Units whose processes were started, stopped, restarted or told to take no jobs. */
  readonly moved: Set<Unit>
  /** Processes that take no further jobs, and since when on the host's clock. */
  readonly quiet: Map<Unit, number>
  /** The text that processes run from; those that are not named run from the text of the beginning. */
  readonly texts: Map<Unit, Text>
  /** Processes that were started and have not been seen to work since. */
  readonly unseen: Set<Unit>
}

type Doing = Pick<Step, 'do' | 'unit'>

/** Nothing has been done yet. */
export const nothingDone = (): Done => ({
  moved: new Set(),
  quiet: new Map(),
  texts: new Map(),
  unseen: new Set(),
})

/** An action begins: what fails half-way, or is cut off, may have happened. `now` is the host's clock. */
export function begins(action: Doing, back: boolean, done: Done, now: number): void {
  const { unit } = action
  const change = processChangeOf(action)
  if (unit === undefined || change === undefined) return
  const quiets = change.takesJobs === false
  if (change.starts || change.ends || quiets) done.moved.add(unit)
  if (change.starts) done.unseen.add(unit)
  if (quiets) done.quiet.set(unit, now)
  // Until it is done nobody can tell whether the old process has given way to a new one.
  if (change.ends && !change.unitEnds) done.texts.set(unit, 'unknown')
  else if (change.starts) done.texts.set(unit, textOf(back))
}

/** An action has been done. */
export function ends(action: Doing, back: boolean, done: Done): void {
  const { unit } = action
  const change = processChangeOf(action)
  if (unit === undefined || change === undefined) return
  if (change.takesJobs || change.unitEnds) done.unseen.delete(unit)
  if (!change.ends) return
  done.quiet.delete(unit)
  done.texts.set(unit, textOf(back))
}

/** The text that a process runs from which starts on the way there, or on the way back. */
const textOf = (back: boolean): Text => (back ? 'from' : 'to')

/** What the steps of a run that was cut off say was done. */
export function doneBy(steps: readonly Step[]): Done {
  const done = nothingDone()
  for (const step of steps) {
    if (step.done) ends(step, step.way === 'back', done)
    else begins(step, step.way === 'back', done, 0)
  }
  return done
}

/**
 * The server with the text that each process runs from in the place of the file that lies there by now: systemd tells of the
 * file alone, and a plan made of that would leave the process as it is.
 */
export function withRunningTexts(now: State, between: Between, lead: keyof States, { texts }: Done): State {
  const wanted = between[lead]
  const other = between[lead === 'from' ? 'to' : 'from']
  const files = { ...now.files }
  const roles = { ...now.roles }
  for (const unit of now.active) {
    const path = fileOf(unit)
    if (
      !wanted.active.includes(unit) ||
      (texts.get(unit) ?? 'from') === lead ||
      other.files[path] === wanted.files[path]
    )
      continue
    const text = other.files[path]
    if (text === undefined) delete files[path]
    else files[path] = text
    const role = other.roles[unit]
    if (role !== undefined) roles[unit] = role
  }
  return { ...now, files, roles }
}

/**
 * The actions that lead to one end of a run, and what is left to be seen: a process that was started, and that nobody has seen
 * work since, is started where it does not run and waited for. One that did not work when the run began is not waited for on
 * the way back.
 */
export function untilSeen(
  actions: readonly Action[],
  { failing = [], ...between }: Between,
  lead: keyof States,
  done: Done,
): readonly Action[] {
  const { active, roles } = between[lead]
  const hopeless = lead === 'from' ? failing : []
  const awaits = (action: Action, unit: Unit) =>
    'unit' in action && action.unit === unit && processChangeOf(action)?.takesJobs === true
  const kept = actions.filter((action) => !hopeless.some((unit) => awaits(action, unit)))
  const open = [...done.unseen].filter(
    (unit) =>
      active.includes(unit) && !hopeless.includes(unit) && !kept.some((action) => awaits(action, unit)),
  )
  const checks = open.flatMap((unit): readonly Action[] => {
    const role = roles[unit]
    if (role === undefined || !isProcess(role)) return []
    return startThenAwait(unit, role)
  })
  return [...kept, ...checks]
}
