import { processChangeOf } from '../plan/actions/index.js'
import { startThenAwait } from '../plan/draft.js'
import { type Action, fileOf, isProcess, type State, type Unit } from '../state.js'
import type { Between, End, RunProgress } from './run-progress.js'

/**
 * The server with the text that each process runs from in the place of the file that lies there by
 * now: systemd tells of the file alone, and a plan made of that would leave the process as it is.
 */
export function withRunningTexts(now: State, between: Between, end: End, { texts }: RunProgress): State {
  const wanted = between[end]
  const other = between[end === 'from' ? 'to' : 'from']
  const runsOtherText = (unit: Unit) =>
    wanted.active.includes(unit) &&
    (texts.get(unit) ?? 'from') !== end &&
    other.files[fileOf(unit)] !== wanted.files[fileOf(unit)]
  const files = { ...now.files }
  const roles = { ...now.roles }
  for (const unit of now.active.filter(runsOtherText)) {
    const path = fileOf(unit)
    const text = other.files[path]
    if (text === undefined) delete files[path]
    else files[path] = text
    const role = other.roles[unit]
    if (role !== undefined) roles[unit] = role
  }
  return { ...now, files, roles }
}

/**
 * The actions that lead to one end of a run, and what is left to be seen: a process that was
 * started, and that nobody has seen work since, is started where it does not run and waited for.
 * One that did not work when the run began is not waited for on the way back.
 */
export function untilSeen(
  actions: readonly Action[],
  { failing = [], ...between }: Between,
  end: End,
  progress: RunProgress,
): readonly Action[] {
  const { active, roles } = between[end]
  const hopeless = end === 'from' ? failing : []
  const awaitedIn = (some: readonly Action[], unit: Unit) =>
    some.some((action) => 'unit' in action && action.unit === unit && processChangeOf(action)?.takesJobs)
  const left = actions.filter((action) => !hopeless.some((unit) => awaitedIn([action], unit)))
  const open = [...progress.unseen].filter(
    (unit) => active.includes(unit) && !hopeless.includes(unit) && !awaitedIn(left, unit),
  )
  const checks = open.flatMap((unit) => (isProcess(roles[unit]) ? startThenAwait(unit, roles[unit]) : []))
  return [...left, ...checks]
}
