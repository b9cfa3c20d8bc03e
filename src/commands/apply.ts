import { changesOf } from '../answers/changes.js'
import { answersFile } from '../answers/file.js'
import { WrongInput } from '../answers/settings.js'
import type { Carry } from '../apply/carry-out.js'
import { apply } from '../apply.js'
import { whoRuns } from '../facts/who.js'
import { type Proposal, propose } from '../proposal.js'
import type { Run } from '../record.js'
import { editedFiles, editedText } from '../review.js'
import type { Outcome, Plan } from '../state.js'
import { outcomeLines } from '../wizard/ending.js'
import { exitCodeOf } from '../wizard/exit-code.js'
import { alone } from './alone.js'
import { type Context, type Looked, look, needSystemd } from './context.js'
import { logOutcome, logPlan } from './log.js'
import { planText } from './print.js'
import { savedPlan } from './saved-plan.js'
import { cutOff, mayOverwrite, settle } from './settle.js'
import { teller } from './tell.js'
import { confirmSeconds, nothingWaits, withRevert } from './unless-confirmed.js'

/**
 * Shows the plan, asks once (or takes --yes), carries it out; `sizes` are those of `resize`. Exit status 0, 1 refused,
 * 3 rolled back, 4 stuck.
 */
export async function applyCommand(context: Context, sizes?: readonly string[]): Promise<number> {
  await mayChange(context)
  const seconds = confirmSeconds(context)
  return alone(context.host, async () => {
    const cut = await cutOff(context)
    if (cut !== undefined) {
      await mayOverwrite(context, cut)
      if (!(await question(context, 'Put everything back to how it was before it? (undo --finish does the rest of it instead)'))) return 1
      const outcome = await settle(context, cut)
      if (outcome.kind !== 'rolled-back' || context.signal.aborted) return say(context, outcome)
    }
    await nothingWaits(context)
    return change(context, sizes, seconds)
  })
}

/** @throws WrongInput where nothing may be changed: not root, or nobody there to ask. */
export async function mayChange({ host, options, ask }: Context): Promise<void> {
  const { uid } = await host.machine()
  if (host.kind === 'local' && uid !== 0) {
    throw new WrongInput('Changing units needs root. Run the same with sudo; `mastodon-tune plan` needs none.')
  }
  if (!options.yes && ask === undefined) {
    throw new WrongInput('There is no terminal to ask in; add --yes to apply without a question, or use `plan` to look.')
  }
}

/** Asks, unless --yes answers for good; says so where the answer is no. */
export async function question({ options, ask, err }: Context, text: string): Promise<boolean> {
  if (options.yes || (await ask?.(text))) return true
  err('Nothing was changed.')
  return false
}

async function change(context: Context, sizes: readonly string[] | undefined, confirm: number | undefined): Promise<number> {
  const { host, options, out } = context
  const looked = await look(context, sizes)
  needSystemd(context, looked.facts)
  const proposal =
    options.plan !== undefined ? await savedPlan(context, looked) : propose(looked.facts, looked.answers, host.live, looked.drain)
  if (options.saveAnswers) await context.writeFile(options.saveAnswers, await answersFile(proposal.answers))
  logPlan(context, proposal)
  const refused = refusal(context, proposal)
  if (refused !== undefined) return say(context, { kind: 'refused', because: refused })
  const some = proposal.plan.actions.length > 0
  if (some && !options.json) out(planText(proposal, looked.present, host.kind === 'practice'))
  if (some && !(await question(context, questionOf(proposal)))) return 1
  const run = await runOf(context, 'apply', changesOf(looked.present, proposal.answers))
  const work = () => apply(proposal.plan, carryOf(context, looked), run)
  const { most } = proposal.review.duration
  const outcome = await context.toTheEnd(() => (confirm === undefined || !some ? work() : withRevert(context, confirm, most, work)))
  return say(context, outcome, proposal.plan)
}

/** What the record says of a run that begins now. */
export async function runOf(
  { host }: Context,
  kind: Run['kind'],
  changes: readonly string[],
  undoes: readonly number[] = [],
): Promise<Run> {
  return { kind, who: await whoRuns(host), at: Math.round(host.date()), changes, undoes }
}

function questionOf({ review }: Proposal): string {
  const { files, links, commands, findings } = review
  const counts = [`${files.length} files`, `${links.length} links`, `${commands.length} commands`, `${findings.length} findings`]
  return `Apply this (${counts.join(', ')})?`
}

function refusal({ options }: Context, { facts, plan, review }: Proposal): string | undefined {
  const errors = review.findings.filter((finding) => finding.level === 'error')
  if (errors.length > 0) return errors.map((finding) => `${finding.text} (${finding.id}) ${finding.fix}`).join(' ')
  const written = plan.actions.flatMap((action) => (action.do === 'write' || action.do === 'remove' ? [action.path] : []))
  const edited = editedFiles(facts).filter((path) => written.includes(path))
  if (edited.length === 0 || !options.yes || options.force) return undefined
  return `${editedText(edited)} mastodon-tune wrote ${edited.length === 1 ? 'it' : 'them'}. Look with \`plan\`, then add --force to replace.`
}

/** How a plan is carried out for this command. */
export function carryOf(context: Context, { redis }: Partial<Looked>): Carry {
  return { host: context.host, signal: context.signal, tell: teller(context), ...(redis ? { redis } : {}) }
}

/** Tells how it ended; `undone`: the oldest run that an undo took back. The exit status. */
export function say(context: Context, outcome: Outcome, plan: Plan | null = null, undone?: number): number {
  const { host, out, err, options } = context
  logOutcome(context, outcome)
  if (host.kind === 'practice' && !options.json && exitCodeOf(outcome) === 0) out('Practice server: nothing of this was real.')
  if (options.json) out(JSON.stringify({ outcome }))
  else for (const line of outcomeLines(outcome, plan, options, undone)) (exitCodeOf(outcome) === 0 ? out : err)(line)
  return exitCodeOf(outcome)
}
