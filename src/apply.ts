import type { ApplyContext } from './apply/apply-context.js'
import { works } from './apply/await.js'
import { carryOut } from './apply/carry-out.js'
import { nothingDone } from './apply/done.js'
import { putBack } from './apply/put-back.js'
import { distrust } from './apply/trust.js'
import { observe } from './facts/state.js'
import { verify } from './host/verify.js'
import { changedText } from './plan/differences.js'
import { plan as planOf } from './plan.js'
import { ended, nextNumber } from './record/history.js'
import type { Run } from './record/types.js'
import { noteBeginning, unfinished, unnamed } from './record.js'
import { isProcess, type Outcome, type Plan, type Unit, unitDirectory } from './state.js'
import { sentence } from './text/sentence.js'

/**
 * Carries out a plan and looks at nothing else. Before the first action the server is compared with what the plan starts
 * from, and systemd checks every new file; a difference or a complaint refuses. Any action that fails leads back to where
 * it began. `run` says who asks and why, for the record. Never throws.
 */
export async function apply(plan: Plan, carry: ApplyContext, run: Run = unnamed): Promise<Outcome> {
  if (plan.actions.length === 0) return { kind: 'nothing-to-do' }
  const { host } = carry
  const began = host.now()
  let failing: readonly Unit[]
  try {
    const refused = await refusal(plan, carry)
    if (refused !== undefined) return { kind: 'refused', because: refused }
    failing = await failingNow(plan, carry)
    await noteBeginning(host, plan, run, await nextNumber(host), failing)
  } catch (error) {
    return { kind: 'refused', because: sentence(error) }
  }
  const done = nothingDone()
  try {
    await carryOut(plan.actions, carry, false, done)
  } catch (error) {
    return putBack({ ...plan, failing }, sentence(error), carry, done)
  }
  await ended(host, 'applied')
  return { kind: 'applied', seconds: host.now() - began }
}

/** The processes that the plan moves and that do not work as it is: nobody may wait for those on the way back. */
async function failingNow({ from, actions }: Plan, { host, redis }: ApplyContext): Promise<readonly Unit[]> {
  if (!host.live) return []
  const moved = new Set(actions.flatMap((action) => ('unit' in action ? [action.unit] : [])))
  const processes = from.active.filter((unit) => moved.has(unit) && isProcess(from.roles[unit]))
  const looks = processes.map(async (unit) =>
    (await works(host, unit, from.roles[unit], redis)) ? [] : [unit],
  )
  return (await Promise.all(looks)).flat()
}

const probe = `${unitDirectory}/.mastodon-tune`

async function refusal(plan: Plan, { host, tell }: ApplyContext): Promise<string | undefined> {
  const other = await unfinished(host)
  if (other?.alive && other.pid !== (await host.machine()).pid)
    return `Another mastodon-tune (process ${other.pid}) began meanwhile.`
  const now = await observe(host)
  const drift = planOf(now, plan.from).actions
  if (drift.length > 0) {
    return `The server is no longer what it was when the plan was made${changedText(plan.from, now)}. Look at the plan again; nothing was touched.`
  }
  const fresh = Object.fromEntries(
    plan.actions.flatMap((a) =>
      a.do === 'write' && a.path.startsWith(`${unitDirectory}/`) ? [[a.path, a.text]] : [],
    ),
  )
  const touched = plan.actions.flatMap((action) => ('path' in action ? [action.path] : []))
  const wrong = await distrust(host, [
    ...touched,
    ...Object.keys(plan.from.links),
    ...Object.keys(plan.to.links),
  ])
  if (wrong !== undefined) return wrong
  // A disk that can't be written to is better found out now than half-way.
  try {
    await host.write(probe, '', 0o600)
  } finally {
    // It may stand although writing it failed: its folder comes to the disk last.
    await host.remove(probe).catch(() => undefined)
  }
  const { refuses, warns } = await verify(host, fresh)
  for (const line of warns)
    tell({ event: 'warned', text: `systemd complains of a file that mastodon-tune leaves alone: ${line}` })
  if (refuses.length === 0) return undefined
  return `systemd does not accept the new units, so nothing was touched: ${refuses.join('; ')}`
}
