import { type Carry, carryOut } from './apply/carry-out.js'
import { nothingDone } from './apply/done.js'
import { putBack } from './apply/put-back.js'
import { distrust } from './apply/trust.js'
import { observe } from './facts/state.js'
import { sentence } from './host/host.js'
import { verify } from './host/verify.js'
import { plan as planOf } from './plan.js'
import { ended, nextNumber } from './record/history.js'
import { noteBeginning, type Run, unnamed } from './record.js'
import { type Outcome, type Plan, unitDirectory } from './state.js'

/**
 * Carries out a plan and looks at nothing else. Before the first action the server is compared with what the plan starts
 * from, and systemd checks every new file; a difference or a complaint refuses. Any action that fails leads back to where
 * it began. `run` says who asks and why, for the record. Never throws.
 */
export async function apply(plan: Plan, carry: Carry, run: Run = unnamed): Promise<Outcome> {
  if (plan.actions.length === 0) return { kind: 'nothing-to-do' }
  const { host } = carry
  const began = host.now()
  try {
    const refused = await refusal(plan, carry)
    if (refused !== undefined) return { kind: 'refused', because: refused }
    await noteBeginning(host, plan, run, await nextNumber(host))
  } catch (error) {
    return { kind: 'refused', because: sentence(error) }
  }
  const done = nothingDone()
  try {
    await carryOut(plan.actions, carry, false, done)
  } catch (error) {
    return putBack(plan, sentence(error), carry, done)
  }
  await ended(host, 'applied')
  return { kind: 'applied', seconds: host.now() - began }
}

const probe = `${unitDirectory}/.mastodon-tune`

async function refusal(plan: Plan, { host, tell }: Carry): Promise<string | undefined> {
  const now = await observe(host)
  const drift = planOf(now, plan.from).actions
  if (drift.length > 0) {
    return 'The server is no longer what it was when the plan was made. Look at the plan again; nothing was touched.'
  }
  const fresh = Object.fromEntries(
    plan.actions.flatMap((a) => (a.do === 'write' && a.path.startsWith(`${unitDirectory}/`) ? [[a.path, a.text]] : [])),
  )
  const touched = plan.actions.flatMap((action) => ('path' in action ? [action.path] : []))
  const wrong = await distrust(host, [...touched, ...Object.keys(plan.from.links), ...Object.keys(plan.to.links)])
  if (wrong !== undefined) return wrong
  // A disk that can't be written to is better found out now than half-way.
  try {
    await host.write(probe, '', 0o600)
  } finally {
    // It may stand although writing it failed: its folder comes to the disk last.
    await host.remove(probe).catch(() => undefined)
  }
  const { refuses, warns } = await verify(host, fresh)
  for (const line of warns) tell({ event: 'warned', text: `systemd complains of a file that mastodon-tune leaves alone: ${line}` })
  if (refuses.length === 0) return undefined
  return `systemd does not accept the new units, so nothing was touched: ${refuses.join('; ')}`
}
