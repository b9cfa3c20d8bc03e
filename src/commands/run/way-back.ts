import { observe } from '../../facts/state.js'
import { HostError } from '../../host/host.js'
import type { RedisAccess } from '../../known/access.js'
import { byHand } from '../../plan/actions/index.js'
import { plan as planOf } from '../../plan.js'
import { type Proposal, proposeState } from '../../proposal.js'
import type { Entry } from '../../record/run.js'
import { nameOf, type Plan, type State } from '../../state.js'
import { sentence } from '../../text/sentence.js'
import { type Undo, undoOf } from '../../undo.js'
import type { Session } from '../../wizard/session.js'
import { onPlace } from '../../wording/place.js'
import type { Context } from '../context.js'
import { logPlan } from '../report/log.js'
import { planText } from '../report/print.js'
import { look } from './look.js'

/** What taking runs back does, and how that is told. */
export interface WayBack extends Pick<Undo, 'edited' | 'came'> {
  readonly plan: Plan
  readonly preview: string
  readonly warnings: readonly string[]
  readonly redis?: RedisAccess | undefined
}

/**
 * The way back to before these runs, the newest first. @throws WrongInput, and a HostError where
 * systemd can't be asked.
 */
export async function wayBack(context: Context, runs: readonly Entry[]): Promise<WayBack> {
  let looked: Session
  try {
    looked = await look(context)
  } catch (error) {
    if (!(error instanceof HostError)) throw error
    return unseen(context, runs, sentence(error))
  }
  return seen(context, runs, looked)
}

function seen(context: Context, runs: readonly Entry[], { facts, drain, present, redis }: Session): WayBack {
  const { host } = context
  const queues = facts.mastodon.queues.map(({ name }) => name)
  const { target, edited, came } = undoOf(facts.state, runs, host.date(), queues)
  const proposal = proposeState(facts, target, host.live, drain)
  logPlan(context, proposal)
  const warnings = unserved(proposal).map(
    (queue) =>
      `Mastodon has the queue ${queue} now, and then nobody takes its jobs: give it a process afterwards.`,
  )
  return {
    plan: proposal.plan,
    preview: planText(proposal, present, host.kind === 'practice'),
    warnings,
    edited,
    came,
    redis,
  }
}

/**
 * The same where Mastodon can't be looked at, such as in the middle of an upgrade that failed: that
 * is when somebody wants to go back. Units, links and what runs are known all the same, and the
 * record says what they were.
 */
async function unseen({ host, options }: Context, runs: readonly Entry[], why: string): Promise<WayBack> {
  const now = await observe(host)
  const { target, edited, came } = undoOf(now, runs, host.date())
  const plan = planOf(now, host.live ? target : { ...target, active: now.active })
  const warnings = [
    `Mastodon can't be looked at (${why}). The units are put back all the same, by the record alone.`,
  ]
  return {
    plan,
    preview: plan.actions.map((action) => byHand(action, onPlace('mastodon-tune plan', options))).join('\n'),
    warnings,
    edited,
    came,
  }
}

/** Queues that this Mastodon has and that the state before did not know. */
function unserved({ facts, plan }: Proposal): readonly string[] {
  const linked = (state: State) => Object.keys(state.links).map(nameOf)
  const served = new Set(
    [...plan.to.active, ...linked(plan.to)].flatMap((unit) => plan.to.roles[unit]?.queues ?? []),
  )
  // Where no Sidekiq is left at all, there was none before either.
  return served.size === 0
    ? []
    : facts.mastodon.queues.map(({ name }) => name).filter((name) => !served.has(name))
}
