import type { ApplyContext } from './apply/apply-context.js'
import { works } from './apply/await.js'
import { carryOut } from './apply/carry-out.js'
import { putBack } from './apply/put-back.js'
import { reasonToRefuse } from './apply/reason-to-refuse.js'
import { noProgress } from './apply/run-progress.js'
import { endRun, nextNumber } from './record/history.js'
import type { Run } from './record/run.js'
import { noteBeginning, unnamed } from './record.js'
import { isProcess, type Outcome, type Plan, type Unit } from './state.js'
import { sentence } from './text/sentence.js'

/**
 * Carries out a plan and looks at nothing else. Before the first action the server is compared with
 * what the plan starts from, and systemd checks every new file; a difference or a complaint
 * refuses. Any action that fails leads back to where it began. `run` says who asks and why, for the
 * record. Never throws.
 */
export async function apply(plan: Plan, context: ApplyContext, run: Run = unnamed): Promise<Outcome> {
  if (plan.actions.length === 0) return { kind: 'nothing-to-do' }
  const { host } = context
  const began = host.now()
  let failing: readonly Unit[]
  try {
    const because = await reasonToRefuse(plan, context)
    if (because !== undefined) return { kind: 'refused', because }
    failing = await failingNow(plan, context)
    await noteBeginning(host, plan, run, await nextNumber(host), failing)
  } catch (error) {
    return { kind: 'refused', because: sentence(error) }
  }
  const progress = noProgress()
  try {
    await carryOut(plan.actions, context, 'there', progress)
  } catch (error) {
    return putBack({ ...plan, failing }, sentence(error), context, progress)
  }
  await endRun(host, 'applied')
  return { kind: 'applied', seconds: host.now() - began }
}

/**
 * The processes that the plan moves and that do not work as it is: nobody may wait for those on the
 * way back.
 */
async function failingNow({ from, actions }: Plan, context: ApplyContext): Promise<readonly Unit[]> {
  if (!context.host.live) return []
  const moved = new Set(actions.flatMap((action) => ('unit' in action ? [action.unit] : [])))
  const processes = from.active.filter((unit) => moved.has(unit) && isProcess(from.roles[unit]))
  const looks = processes.map(async (unit) => ((await works(context, unit, from.roles[unit])) ? [] : [unit]))
  return (await Promise.all(looks)).flat()
}
