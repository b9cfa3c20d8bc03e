import type { Action, Plan, Role, State, Unit } from '../state.js'
import { processChangeOf } from './actions/index.js'

/**
 * A moment of a plan: the action about to be carried out, and what runs then; quiet processes run
 * but take no jobs.
 */
interface Moment {
  readonly action: Action
  readonly running: ReadonlyMap<Unit, Role | undefined>
  readonly taking: ReadonlySet<Unit>
}

/**
 * A plan moment by moment, as a person would follow it; what starts counts as taking jobs once it
 * was awaited.
 */
export function* moments(plan: Plan): Generator<Moment> {
  const running = new Map(plan.from.active.map((unit) => [unit, plan.from.roles[unit]]))
  const taking = new Set<Unit>(plan.from.active)
  for (const action of plan.actions) {
    follow({ running, taking }, action, plan.to)
    yield { action, running, taking }
  }
}

/** Changes what runs, and what takes jobs, as an action does. */
function follow(
  { running, taking }: { readonly running: Map<Unit, Role | undefined>; readonly taking: Set<Unit> },
  action: Action,
  to: State,
): void {
  const change = processChangeOf(action)
  if (change === undefined || !('unit' in action)) return
  const { unit } = action
  if (change.takesJobs) taking.add(unit)
  if (change.takesJobs === false || change.ends) taking.delete(unit)
  if (change.unitEnds) running.delete(unit)
  else if (change.starts) running.set(unit, action.role)
  // The unit goes on as what the plan wants it to be.
  else if (change.ends) running.set(unit, to.roles[unit])
}

/**
 * The most that runs side by side, measured by `cost`: its highest value at any moment, for each of
 * its figures on its own.
 */
export function peakOf<T extends { readonly connections: number; readonly memory: number }>(
  plan: Plan,
  cost: (roles: readonly Role[]) => T,
): { readonly connections: number; readonly memory: number } {
  let peak = { connections: 0, memory: 0 }
  for (const { running } of moments(plan)) {
    const now = cost([...running.values()].filter((role) => role !== undefined))
    peak = {
      connections: Math.max(peak.connections, now.connections),
      memory: Math.max(peak.memory, now.memory),
    }
  }
  return peak
}

/**
 * The queues that were served and that nobody takes jobs from at some moment of a plan, in the
 * order in which that happens.
 */
export function gapsOf(plan: Plan): readonly string[] {
  const queuesOf = (units: Iterable<Unit>, running: ReadonlyMap<Unit, Role | undefined>) =>
    new Set([...units].flatMap((unit) => running.get(unit)?.queues ?? []))
  const wanted = queuesOf(plan.to.active, new Map(Object.entries(plan.to.roles)))
  const served = queuesOf(plan.from.active, new Map(Object.entries(plan.from.roles)))
  const open = new Set<string>()
  for (const { running, taking } of moments(plan)) {
    const now = queuesOf(taking, running)
    for (const queue of served) if (wanted.has(queue) && !now.has(queue)) open.add(queue)
  }
  return [...open]
}
