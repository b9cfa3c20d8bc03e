import { WrongInput } from '../answers/settings.js'
import { apply } from '../apply.js'
import { type Proposal, proposeState } from '../proposal.js'
import { type Entry, ended, nextNumber, type Unread, undoable, wholeHistory } from '../record/history.js'
import { type CutOff, noteBeginning } from '../record.js'
import { editedText } from '../review.js'
import type { State, Unit } from '../state.js'
import { listed, momentText } from '../text/format.js'
import { undoOf } from '../undo.js'
import { alone } from './alone.js'
import { carryOf, mayChange, question, runOf, say } from './apply.js'
import { type Context, look } from './context.js'
import { logPlan } from './log.js'
import { planText } from './print.js'
import { cutOff, mayOverwrite, settle } from './settle.js'
import { listCommand } from './undo-list.js'
import { waiting } from './unless-confirmed.js'

/**
 * Back to before the last apply (`--to N`: before that one); a run that was cut off is taken back first, or completed with
 * `--finish`. Exit status as apply; 1 where nothing is left to undo.
 */
export async function undoCommand(context: Context): Promise<number> {
  const { host, options, err } = context
  if (options.list) return listCommand(context)
  await mayChange(context)
  return alone(host, async () => {
    const cut = await cutOff(context)
    if (cut !== undefined) {
      const ended = await settled(context, cut)
      await waiting(context)
      if (ended !== 0 || options.to === undefined) return ended
    }
    if (options.finish) throw new WrongInput('undo --finish: no run was cut off on this server, so there is nothing to complete.')
    const { entries, unread } = await wholeHistory(host)
    const runs = runsToTakeBack(undoable(entries), options.to)
    if (options.to === undefined && !options.force) nothingUnreadAbove(runs, unread)
    for (const { because } of unread) err(`${because}, so that run can't be undone.`)
    const status = await takeBack(context, runs)
    await waiting(context)
    return status
  })
}

/** Settles a run that was cut off. Putting back is what was asked for here, so that is a success. */
export async function settled(context: Context, cut: CutOff): Promise<number> {
  const finish = context.options.finish === true
  await mayOverwrite(context, cut)
  if (!(await question(context, finish ? 'Do the rest of it?' : 'Put everything back to how it was before it?'))) return 1
  const outcome = await settle(context, cut, finish)
  const status = say(context, outcome)
  return outcome.kind === 'rolled-back' && !finish ? 0 : status
}

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
  if (edited.length + came.length > 0) {
    const since = [...(edited.length > 0 ? [editedText(edited)] : []), ...(came.length > 0 ? [cameText(came)] : [])]
    if (options.yes && !options.force) {
      return say(context, { kind: 'refused', because: `${since.join('; ')}. Look with \`undo\`, then add --force to replace.` })
    }
    if (edited.length > 0) err(`warning: ${editedText(edited)}; what was changed is lost by this.`)
    if (came.length > 0) err(`warning: ${cameText(came)}; this stops and disables ${came.length === 1 ? 'it' : 'them'}.`)
  }
  if (proposal.plan.actions.length > 0 && !options.json) out(planText(proposal, looked.present, host.kind === 'practice'))
  if (proposal.plan.actions.length > 0 && !(await question(context, 'Put this back?'))) return 1
  const numbers = runs.map(({ number }) => number)
  const run = await runOf(context, 'undo', [`back to before ${numbers.map((number) => `#${number}`).join(', ')}`], numbers)
  if (proposal.plan.actions.length === 0) {
    await noteBeginning(host, proposal.plan, run, await nextNumber(host))
    await ended(host, 'applied')
  }
  return say(context, await context.toTheEnd(() => apply(proposal.plan, carryOf(context, looked), run)), proposal.plan)
}

function runsToTakeBack(runs: readonly Entry[], to: string | undefined): readonly Entry[] {
  const [last] = runs
  if (last === undefined)
    throw new WrongInput('There is nothing left to undo: no run of `apply` is in the history, or each was taken back.')
  if (to === undefined) return [last]
  const numbers = runs.map(({ number }) => number)
  if (!/^\d+$/.test(to) || !numbers.includes(Number(to)))
    throw new WrongInput(
      `undo --to ${to}: there is no such run to go back before; there are ${listed(numbers.map(String))} (see undo --list).`,
    )
  return runs.filter(({ number }) => number >= Number(to))
}

/**
 * @throws WrongInput where a run that nobody can read came after one that is to be taken back: what that run changed would stay, in
 * the middle of what goes.
 */
function nothingUnreadAbove(runs: readonly Entry[], unread: readonly Unread[]): void {
  const oldest = runs.at(-1)?.number ?? 0
  const above = unread.find(({ number }) => number > oldest)
  if (above === undefined) return
  const better = above.newer ? 'Use that version. Or' : 'Instead,'
  throw new WrongInput(
    `undo: ${above.because}, so nobody can tell what run #${above.number} changed, and #${oldest} came before it. ${better} \`undo --to ${oldest}\` goes back to before both.`,
  )
}

/** Units that have to go, as the begin of a sentence. */
function cameText(units: readonly Unit[]): string {
  return `${listed(units)} ${units.length === 1 ? 'was' : 'were'} started or enabled since`
}

/** Queues that this Mastodon has and that the state before did not know. */
function unserved({ facts, plan }: Proposal): readonly string[] {
  const linked = (state: State) => Object.keys(state.links).map((path) => path.slice(path.lastIndexOf('/') + 1))
  const served = new Set([...plan.to.active, ...linked(plan.to)].flatMap((unit) => plan.to.roles[unit]?.queues ?? []))
  // Where no Sidekiq is left at all, there was none before either.
  return served.size === 0 ? [] : facts.mastodon.queues.map(({ name }) => name).filter((name) => !served.has(name))
}

function named({ number, who, at, changes }: Entry): string {
  return `#${number} of ${momentText(at)}${who === '' ? '' : ` by ${who}`}${changes.length > 0 ? ` (${changes.join(', ')})` : ''}`
}
