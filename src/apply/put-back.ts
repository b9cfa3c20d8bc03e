import { observe } from '../facts/state.js'
import { processChangeOf } from '../plan/actions/index.js'
import { plan as planOf } from '../plan.js'
import { ended } from '../record/history.js'
import { noteCarrier } from '../record.js'
import type { Action, Outcome, Unit } from '../state.js'
import { sentence } from '../text/sentence.js'
import type { ApplyContext } from './apply-context.js'
import { carryOut } from './carry-out.js'
import { type Between, type Done, untilSeen, withRunningTexts } from './done.js'
import { keeping } from './kept.js'

/**
 * Leads the server back to where a run began, from whatever it is now. What could not be put back, or does not work any more, is in
 * the outcome; then the note of the run stays, and the next one goes on with it.
 * @param done what the run has done: processes that it left alone still run from their old text and are not disturbed, those
 * that it told to take no jobs are started anew.
 */
export async function putBack(
  between: Between,
  because: string,
  carry: ApplyContext,
  done: Done,
): Promise<Outcome> {
  const { host, tell } = carry
  const calm: ApplyContext = { host, tell, ...(carry.redis ? { redis: carry.redis } : {}) }
  const owed = async (): Promise<readonly Action[]> => {
    const now = await observe(host)
    const target = keeping(now, between, 'from')
    const untouched = now.active.filter((unit) => !done.moved.has(unit) && target.active.includes(unit))
    // Nobody is waited for on the way back: what still has jobs is given its stop time, and pushes the rest back.
    const options = { drain: 0, quiet: [...done.quiet.keys()] }
    const left = leavingAlone(
      planOf(withRunningTexts(now, between, 'from', done), target, options).actions,
      untouched,
    )
    return untilSeen(left, between, 'from', done)
  }
  // Twice: a first try may meet the same fault that brought us here, and each try starts from what the server is then.
  let back: string | undefined
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await carryOut(await owed(), calm, true, done)
      if ((await owed()).length === 0) {
        await ended(host, 'rolled-back', because)
        return { kind: 'rolled-back', because }
      }
    } catch (error) {
      back = sentence(error)
      tell({ event: 'failed', at: -1, because: back, back: true })
    }
  }
  // This process may stay, with its end on a screen: the next run goes on all the same.
  await noteCarrier(host, false).catch(() => undefined)
  return {
    kind: 'stuck',
    because,
    ...(back === undefined ? {} : { back }),
    left: await owed().catch(() => []),
  }
}

/** The actions without those on the processes of these units: they ran from their old text all the while. */
function leavingAlone(actions: readonly Action[], units: readonly Unit[]): readonly Action[] {
  return actions.filter(
    (action) => !('unit' in action && units.includes(action.unit) && processChangeOf(action) !== undefined),
  )
}
