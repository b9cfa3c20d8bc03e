import { observe } from '../facts/state.js'
import type { PlanOptions } from '../plan/plan-options.js'
import { plan as planOf } from '../plan.js'
import { ended } from '../record/history.js'
import type { CutOff } from '../record/types.js'
import type { Outcome } from '../state.js'
import { sentence } from '../text/sentence.js'
import type { ApplyContext } from './apply-context.js'
import { carryOut } from './carry-out.js'
import { doneBy, untilSeen, withRunningTexts } from './done.js'
import { keeping } from './kept.js'
import { putBack } from './put-back.js'

/**
 * Puts back a run that was cut off. Processes that run from its text, or may do so, are started anew, and so are those that it
 * told to take no jobs.
 */
export function putBackCutOff(cut: CutOff, carry: ApplyContext): Promise<Outcome> {
  return putBack(cut, 'The run before this one was cut off.', carry, doneBy(cut.steps))
}

/** Does what is left of a run that was cut off, with these options; where that fails, everything is put back. */
export async function finishCutOff(
  cut: CutOff,
  carry: ApplyContext,
  options: PlanOptions = {},
): Promise<Outcome> {
  const { host } = carry
  const began = host.now()
  const done = doneBy(cut.steps)
  try {
    const now = await observe(host)
    const left = planOf(withRunningTexts(now, cut, 'to', done), keeping(now, cut, 'to'), {
      ...options,
      quiet: [...done.quiet.keys()],
    })
    await carryOut(untilSeen(left.actions, cut, 'to', done), { ...carry, rest: true }, false, done)
  } catch (error) {
    return putBack(cut, sentence(error), carry, done)
  }
  await ended(host, 'applied')
  return { kind: 'applied', seconds: host.now() - began }
}
