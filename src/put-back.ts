import { type Carry, carryOut, type Done, nothingDone } from './carry-out.js'
import { observe } from './facts/state.js'
import { ended } from './history.js'
import { sentence } from './host/host.js'
import { plan as planOf } from './plan.js'
import type { Action, Outcome, State, Unit } from './state.js'

/**
 * Leads the server back to a state it was in, from whatever it is now. What could not be put back is in the outcome.
 * @param run what the run has done: processes that it left alone still run from their old text and are not disturbed, those that
 * it told to take no jobs are started anew. Unknown after a run that was cut off.
 * @param owed restarts that are due although the files are back already: a first try to put back may have ended between.
 */
export async function putBack(to: State, because: string, carry: Carry, run?: Done, owed: readonly Action[] = []): Promise<Outcome> {
  const { host, tell } = carry
  const calm: Carry = { host, tell, ...(carry.redis ? { redis: carry.redis } : {}) }
  let left = owed
  // Twice: a first try may meet the same fault that brought us here, and each try starts from what the server is then.
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const now = await observe(host)
      const untouched = now.active.filter((unit) => run !== undefined && !run.moved.has(unit) && to.active.includes(unit))
      // Nobody is waited for on the way back: what still has jobs is given its stop time, and pushes the rest back.
      const means = { drain: 0, quiet: [...(run?.quiet.keys() ?? [])] }
      const actions = withOwed(leavingAlone(planOf(now, to, means).actions, untouched), left)
      const done: Done = { ...(run ?? nothingDone()), actions: [] }
      try {
        await carryOut(actions, calm, true, done)
      } finally {
        left = actions.filter((action) => !done.actions.includes(action))
      }
      left = planOf(await observe(host), to).actions
      if (left.length === 0) {
        await ended(host, 'rolled-back', because)
        return { kind: 'rolled-back', because }
      }
    } catch (error) {
      tell({ event: 'failed', at: -1, because: sentence(error), back: true })
    }
  }
  return { kind: 'stuck', because, left }
}

/** The actions, and of what is owed the restarts (and waiting for them) that they lack. */
function withOwed(actions: readonly Action[], owed: readonly Action[]): readonly Action[] {
  const has = (wanted: Action) => actions.some((action) => 'unit' in action && 'unit' in wanted && action.unit === wanted.unit)
  const restarted = owed.flatMap((action) => (action.do === 'restart' && !has(action) ? [action.unit] : []))
  const due = (action: Action) => (action.do === 'restart' || action.do === 'await') && restarted.includes(action.unit)
  return [...actions, ...owed.filter(due)]
}

/** The actions without those on the processes of these units: they ran from their old text all the while. */
function leavingAlone(actions: readonly Action[], units: readonly Unit[]): readonly Action[] {
  const onProcesses = ['stop', 'start', 'restart', 'await', 'quiet', 'drain', 'end']
  return actions.filter((action) => !('unit' in action && units.includes(action.unit) && onProcesses.includes(action.do)))
}
