import type { NotedStep } from '../record/run.js'
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

type Doing = Pick<NotedStep, 'do' | 'unit'>

/** Nothing has been done yet. */
export const nothingDone = (): Done => ({
  moved: new Set(),
  quiet: new Map(),
  texts: new Map(),
  unseen: new Set(),
})

/** An action begins: what fails half-way, or is cut off, may have happened. `now` is the host's clock. */
export function begins({ do: verb, unit }: Doing, back: boolean, done: Done, now: number): void {
  if (unit === undefined) return
  if (['start', 'stop', 'restart', 'quiet', 'end'].includes(verb)) done.moved.add(unit)
  if (verb === 'start' || verb === 'restart') done.unseen.add(unit)
  if (verb === 'quiet') done.quiet.set(unit, now)
  if (verb === 'start') done.texts.set(unit, back ? 'from' : 'to')
  if (verb === 'restart' || verb === 'end') done.texts.set(unit, 'unknown')
}

/** An action has been done. */
export function ends({ do: verb, unit }: Doing, back: boolean, done: Done): void {
  if (unit === undefined) return
  if (verb === 'await' || verb === 'stop') done.unseen.delete(unit)
  if (!['stop', 'restart', 'end'].includes(verb)) return
  done.quiet.delete(unit)
  done.texts.set(unit, back ? 'from' : 'to')
}

/** What the steps of a run that was cut off say was done. */
export function doneBy(steps: readonly NotedStep[]): Done {
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
  const kept = actions.filter((action) => !(action.do === 'await' && hopeless.includes(action.unit)))
  const awaited = kept.flatMap((action) => (action.do === 'await' ? [action.unit] : []))
  const open = [...done.unseen].filter(
    (unit) => active.includes(unit) && ![...hopeless, ...awaited].includes(unit),
  )
  const checks = open.flatMap((unit): readonly Action[] => {
    const role = roles[unit]
    if (role === undefined || !isProcess(role)) return []
    return [
      { do: 'start', unit, role },
      { do: 'await', unit, role },
    ]
  })
  return [...kept, ...checks]
}
