import { awaitWorking } from './await.js'
import { observe } from './facts/state.js'
import { type Host, HostError, type RedisAccess, sentence } from './host/host.js'
import { perform } from './host/systemd.js'
import { verify } from './host/verify.js'
import { plan as planOf } from './plan.js'
import { noteBeginning, noteEnd } from './record.js'
import type { Action, ApplyEvent, Outcome, Plan, State } from './state.js'

export interface Carry {
  readonly host: Host
  readonly redis?: RedisAccess
  readonly tell: (event: ApplyEvent) => void
  /** Aborted when the admin asks to stop: the action at hand ends, then everything is put back. */
  readonly signal?: AbortSignal
}

/**
 * Carries out a plan and looks at nothing else. Before the first action the server is compared with what the plan starts
 * from, and systemd checks every new file; a difference or a complaint refuses. Any action that fails leads back to where
 * it began. Never throws.
 */
export async function apply(plan: Plan, carry: Carry): Promise<Outcome> {
  if (plan.actions.length === 0) return { kind: 'nothing-to-do' }
  const { host } = carry
  const began = host.now()
  try {
    const refused = await refusal(plan, host)
    if (refused !== undefined) return { kind: 'refused', because: refused }
    await noteBeginning(host, plan)
  } catch (error) {
    return { kind: 'refused', because: sentence(error) }
  }
  try {
    await carryOut(plan.actions, carry, false)
    await noteEnd(host)
    return { kind: 'applied', seconds: host.now() - began }
  } catch (error) {
    return putBack(plan.from, sentence(error), carry)
  }
}

/**
 * Leads the server back to a state it was in, from whatever it is now. What could not be put back is in the outcome.
 */
export async function putBack(to: State, because: string, carry: Carry): Promise<Outcome> {
  const { host, tell } = carry
  tell({ event: 'putting-back', because })
  let left: readonly Action[] = []
  // Twice: a first try may meet the same fault that brought us here, and each try starts from what the server is then.
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      left = planOf(await observe(host), to).actions
      if (left.length > 0) await carryOut(left, { host, tell, ...(carry.redis ? { redis: carry.redis } : {}) }, true)
      left = planOf(await observe(host), to).actions
      if (left.length === 0) {
        await noteEnd(host)
        return { kind: 'rolled-back', because }
      }
    } catch (error) {
      tell({ event: 'failed', at: -1, because: sentence(error), back: true })
    }
  }
  return { kind: 'stuck', because, left }
}

async function refusal(plan: Plan, host: Host): Promise<string | undefined> {
  const now = await observe(host)
  const drift = planOf(now, plan.from).actions
  if (drift.length > 0) {
    return 'The server is no longer what it was when the plan was made. Look at the plan again; nothing was touched.'
  }
  const fresh = Object.fromEntries(plan.actions.flatMap((a) => (a.do === 'write' ? [[a.path, a.text]] : [])))
  const complaints = await verify(host, fresh)
  if (complaints.length === 0) return undefined
  return `systemd does not accept the new units, so nothing was touched: ${complaints.join('; ')}`
}

async function carryOut(actions: readonly Action[], carry: Carry, back: boolean): Promise<void> {
  const { host, tell } = carry
  for (const [at, action] of actions.entries()) {
    if (carry.signal?.aborted) throw new HostError('You asked to stop.')
    tell({ event: 'begin', at, of: actions.length, action, back })
    const began = host.now()
    try {
      if (action.do === 'await') await awaitWorking(host, action.unit, action.role, carry.redis)
      else if (host.live || onFiles(action)) await perform(host, action)
    } catch (error) {
      tell({ event: 'failed', at, because: sentence(error), back })
      throw error
    }
    tell({ event: 'done', at, seconds: host.now() - began, back })
  }
}

/** What a folder that stands for a server can do: files and links are real there, nothing runs. */
function onFiles(action: Action): boolean {
  return ['write', 'remove', 'link', 'enable', 'disable'].includes(action.do)
}
