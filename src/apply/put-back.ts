import { observe } from '../facts/state.js'
import { processChangeOf } from '../plan/actions/index.js'
import { plan as planOf } from '../plan.js'
import { endRun } from '../record/history.js'
import { noteCarrier } from '../record.js'
import type { Action, Outcome, Unit } from '../state.js'
import { sentence } from '../text/sentence.js'
import { withAdminEdits } from './admin-edits.js'
import type { ApplyContext } from './apply-context.js'
import { carryOut } from './carry-out.js'
import type { Between, RunProgress } from './run-progress.js'
import { untilSeen, withRunningTexts } from './still-owed.js'

/**
 * Leads the server back to where a run began, from whatever it is now. What could not be put back,
 * or does not work any more, is in the outcome; then the note of the run stays, and the next one
 * goes on with it.
 * @param progress what the run has done: processes that it left alone still run from their old text
 * and are not disturbed, those that it told to take no jobs are started anew.
 */
export async function putBack(
  between: Between,
  because: string,
  context: ApplyContext,
  progress: RunProgress,
): Promise<Outcome> {
  const { host, tell } = context
  // Who asked to stop gets everything put back: that is not stopped.
  const { signal: _, ...unstoppable } = context
  const left = () => actionsBack(between, context, progress)
  let back: string | undefined
  // Twice: a first try may meet the same fault that brought us here, and each try starts from what
  // the server is then.
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await carryOut(await left(), unstoppable, 'back', progress)
      if ((await left()).length === 0) {
        await endRun(host, 'rolled-back', because)
        return { kind: 'rolled-back', because }
      }
    } catch (error) {
      back = sentence(error)
      tell({ event: 'failed', at: -1, because: back, back: true })
    }
  }
  // This process may stay, with its end on a screen: the next run goes on all the same.
  await noteCarrier(host, false).catch(() => undefined)
  const failed = back === undefined ? {} : { back }
  return { kind: 'stuck', because, ...failed, left: await left().catch(() => []) }
}

/** What leads from the server as it is now to where the run began. */
async function actionsBack(
  between: Between,
  { host }: ApplyContext,
  progress: RunProgress,
): Promise<readonly Action[]> {
  const now = await observe(host)
  const target = withAdminEdits(now, between, 'from')
  // Nobody is waited for on the way back: what still has jobs is given its stop time, and pushes
  // the rest back.
  const options = { drain: 0, quiet: [...progress.quiet.keys()] }
  const { actions } = planOf(withRunningTexts(now, between, 'from', progress), target, options)
  const untouched = now.active.filter((unit) => !progress.moved.has(unit) && target.active.includes(unit))
  return untilSeen(leavingAlone(actions, untouched), between, 'from', progress)
}

/**
 * The actions without those on the processes of these units: they ran from their old text all the
 * while.
 */
function leavingAlone(actions: readonly Action[], units: readonly Unit[]): readonly Action[] {
  return actions.filter(
    (action) => !('unit' in action && units.includes(action.unit) && processChangeOf(action) !== undefined),
  )
}
