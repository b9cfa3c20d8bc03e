import { type Carry, carryOut, type Done, nothingDone } from './carry-out.js'
import { observe } from './facts/state.js'
import { ended } from './history.js'
import { sentence } from './host/host.js'
import { plan as planOf } from './plan.js'
import { putBack } from './put-back.js'
import type { Step, UnderWay } from './record.js'
import type { Outcome, Unit } from './state.js'

/** A run that was cut off, with the steps that it noted. */
export type CutOff = UnderWay & { readonly steps: readonly Step[] }

/** Whether every action had been done: only the note of the end is missing, and the server is what was asked for. */
export function hadEnded({ steps, actions }: CutOff): boolean {
  return actions > 0 && steps.every((step) => step.way === 'there') && steps.filter((step) => step.done).length >= actions
}

/**
 * Puts back a run that was cut off. Processes that it had touched are started anew where their text changed, for nobody knows
 * which text they run from, and so are those that it told to take no jobs.
 */
export function putBackCutOff(cut: CutOff, carry: Carry): Promise<Outcome> {
  const done = doneBy(cut)
  const owed = planOf(cut.to, cut.from).actions.filter((action) => 'unit' in action && done.moved.has(action.unit))
  return putBack(cut.from, 'The run before this one was cut off.', carry, done, owed)
}

/** Does what is left of a run that was cut off; where that fails, everything is put back. */
export async function finishCutOff(cut: CutOff, carry: Carry): Promise<Outcome> {
  const { host } = carry
  const began = host.now()
  const done = doneBy(cut)
  try {
    const stale = planOf(cut.from, cut.to).actions.flatMap((action) => (action.do === 'restart' ? [action.unit] : []))
    // A restart that had not happened is not to be seen in the state: what stays and changed is started anew.
    await carryOut(
      planOf(await observe(host), cut.to, { quiet: [...done.quiet.keys(), ...stale] }).actions,
      { ...carry, rest: true },
      false,
      done,
    )
  } catch (error) {
    return putBack(cut.from, sentence(error), carry, done)
  }
  await ended(host, 'applied')
  return { kind: 'applied', seconds: host.now() - began }
}

/** What the steps say was done, as far as the way back needs to know it. */
function doneBy({ steps }: CutOff): Done {
  const done = nothingDone()
  const moving = ['start', 'stop', 'restart', 'quiet', 'end']
  const quiet = new Set<Unit>()
  for (const step of steps) {
    if (step.unit === undefined) continue
    if (moving.includes(step.do)) done.moved.add(step.unit)
    if (step.do === 'quiet') quiet.add(step.unit)
    if (step.done && ['stop', 'restart', 'end'].includes(step.do)) quiet.delete(step.unit)
  }
  for (const unit of quiet) done.quiet.set(unit, 0)
  return done
}
