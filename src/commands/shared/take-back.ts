import { apply } from '../../apply.js'
import { type Proposal, proposeState } from '../../proposal.js'
import { type Entry, ended, nextNumber } from '../../record/history.js'
import { noteBeginning } from '../../record.js'
import { editedText } from '../../review.js'
import { nameOf, type State, type Unit } from '../../state.js'
import { listed, momentText } from '../../text/format.js'
import { undoOf } from '../../undo.js'
import type { Context } from '../context.js'
import { carryOf, question, runOf, sayOutcome } from './change.js'
import { logPlan } from './log.js'
import { look } from './look.js'
import { planText } from './print.js'

/** Shows what taking back these runs (the newest first) changes, asks, and does it. The exit status. */
export async function takeBack(context: Context, runs: readonly Entry[]): Promise<number> {
  const { host, options, out, err } = context
  const looked = await look(context)
  const { facts } = looked
  const queues = facts.mastodon.queues.map(({ name }) => name)
  const { target, edited, came } = undoOf(facts.state, runs, host.date(), queues)
  const proposal = proposeState(facts, target, host.live, looked.drain)
  for (const run of runs) err(`Takes back ${named(run)}.`)
  logPlan(context, proposal)
  for (const queue of unserved(proposal))
    err(`warning: Mastodon has the queue ${queue} now, and then nobody takes its jobs: give it a process afterwards.`)
  const since = [...(edited.length > 0 ? [editedText(edited)] : []), ...(came.length > 0 ? [cameText(came)] : [])]
  if (since.length > 0 && options.yes && !options.force) {
    return sayOutcome(context, { kind: 'refused', because: `${since.join('; ')}. Look with \`undo\`, then add --force to replace.` })
  }
  if (edited.length > 0) err(`warning: ${editedText(edited)}; what was changed is lost by this.`)
  if (came.length > 0) err(`warning: ${cameText(came)}; this stops and disables ${came.length === 1 ? 'it' : 'them'}.`)
  if (proposal.plan.actions.length > 0 && !options.json) out(planText(proposal, looked.present, host.kind === 'practice'))
  if (proposal.plan.actions.length > 0 && !(await question(context, 'Put this back?'))) return 1
  const numbers = runs.map(({ number }) => number)
  const run = await runOf(context, 'undo', [`back to before ${numbers.map((number) => `#${number}`).join(', ')}`], numbers)
  if (proposal.plan.actions.length === 0) {
    await noteBeginning(host, proposal.plan, run, await nextNumber(host))
    await ended(host, 'applied')
  }
  return sayOutcome(
    context,
    await context.toTheEnd(() => apply(proposal.plan, carryOf(context, looked.redis), run)),
    proposal.plan,
    numbers.at(-1),
  )
}

/** Units that have to go, as the begin of a sentence. */
function cameText(units: readonly Unit[]): string {
  return `${listed(units)} ${units.length === 1 ? 'was' : 'were'} started or enabled since`
}

/** Queues that this Mastodon has and that the state before did not know. */
function unserved({ facts, plan }: Proposal): readonly string[] {
  const linked = (state: State) => Object.keys(state.links).map(nameOf)
  const served = new Set([...plan.to.active, ...linked(plan.to)].flatMap((unit) => plan.to.roles[unit]?.queues ?? []))
  // Where no Sidekiq is left at all, there was none before either.
  return served.size === 0 ? [] : facts.mastodon.queues.map(({ name }) => name).filter((name) => !served.has(name))
}

function named({ number, who, at, changes }: Entry): string {
  return `#${number} of ${momentText(at)}${who === '' ? '' : ` by ${who}`}${changes.length > 0 ? ` (${changes.join(', ')})` : ''}`
}
