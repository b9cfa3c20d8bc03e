import { observe } from '../facts/state.js'
import type { PlanOptions } from '../plan/plan-options.js'
import { plan as planOf } from '../plan.js'
import { endRun } from '../record/history.js'
import type { CutOff } from '../record/run.js'
import type { Outcome } from '../state.js'
import { sentence } from '../text/sentence.js'
import { withAdminEdits } from './admin-edits.js'
import type { ApplyContext } from './apply-context.js'
import { carryOut } from './carry-out.js'
import { putBack } from './put-back.js'
import { progressBy } from './run-progress.js'
import { untilSeen, withRunningTexts } from './still-owed.js'

/**
 * Puts back a run that was cut off. Processes that run from its text, or may do so, are started
 * anew, and so are those that it told to take no jobs.
 */
export function putBackCutOff(cut: CutOff, context: ApplyContext): Promise<Outcome> {
  return putBack(cut, 'The run before this one was cut off.', context, progressBy(cut.steps))
}

/**
 * Does what is left of a run that was cut off, with these options; where that fails, everything is
 * put back.
 */
export async function finishCutOff(
  cut: CutOff,
  context: ApplyContext,
  options: PlanOptions = {},
): Promise<Outcome> {
  const { host } = context
  const began = host.now()
  const progress = progressBy(cut.steps)
  try {
    const now = await observe(host)
    const is = withRunningTexts(now, cut, 'to', progress)
    const wanted = withAdminEdits(now, cut, 'to')
    const { actions } = planOf(is, wanted, { ...options, quiet: [...progress.quiet.keys()] })
    await carryOut(untilSeen(actions, cut, 'to', progress), context, 'rest', progress)
  } catch (error) {
    return putBack(cut, sentence(error), context, progress)
  }
  await endRun(host, 'applied')
  return { kind: 'applied', seconds: host.now() - began }
}
