import { apply } from '../apply.js'
import { answersFile } from '../options/file.js'
import { hasValues, type Settings } from '../options/options.js'
import { fileAfter } from '../plan/actions/index.js'
import { type Proposal, propose } from '../proposal.js'
import { changesOf } from '../questions/changes.js'
import type { CutOff } from '../record/run.js'
import { editedFiles, errorsOf } from '../review.js'
import type { Session } from '../wizard/session.js'
import { editedText } from '../wording/course.js'
import type { Context } from './context.js'
import { logPlan } from './report/log.js'
import { planText } from './report/print.js'
import { applyContextOf, assertMayChange, question, runOf, sayOutcome } from './run/change.js'
import { assertMayOverwrite, reportCutOff, resolveCutOff } from './run/cut-off-run.js'
import { withLock } from './run/lock.js'
import { answersGiven, look, needSystemd } from './run/look.js'
import { planGiven, proposalOfSaved, type SavedPlan } from './run/saved-plan.js'
import { assertNothingWaits, confirmSeconds, withRevert } from './run/unless-confirmed.js'

/** What the admin's files say, read before the server is looked at. */
interface Given {
  readonly answers: Settings
  readonly plan: SavedPlan | undefined
}

/**
 * Shows the plan, asks once (or takes --yes), carries it out; for `resize`, too. Exit status 0, 1
 * refused, 3 rolled back, 4 stuck.
 */
export async function applyCommand(context: Context): Promise<number> {
  const seconds = confirmSeconds(context)
  const given: Given = { answers: await answersGiven(context), plan: await planGiven(context) }
  await assertMayChange(context, async () => {
    if (hasValues(context.options)) await proposed(context, given)
  })
  return withLock(context.host, async () => {
    const cut = await reportCutOff(context)
    if (cut !== undefined) {
      const status = await putBackFirst(context, cut)
      if (status !== undefined) return status
    }
    await assertNothingWaits(context)
    return change(context, given, seconds)
  })
}

/**
 * Puts back a run that was cut off. The exit status where that is the end of it; undefined where
 * apply goes on.
 */
async function putBackFirst(context: Context, cut: CutOff): Promise<number | undefined> {
  await assertMayOverwrite(context, cut)
  const ask = 'Put everything back to how it was before it? (undo --finish does the rest of it instead)'
  if (!(await question(context, ask))) return 1
  const outcome = await resolveCutOff(context, cut)
  const goesOn = outcome.kind === 'rolled-back' && !context.signal.aborted
  return goesOn ? undefined : sayOutcome(context, outcome)
}

/**
 * What is proposed to this server: a saved plan as it is, or what the options say. @throws
 * WrongInput
 */
async function proposed(context: Context, { answers, plan }: Given): Promise<[Session, Proposal]> {
  const looked = await look(context, { sizes: context.options.sizes, given: answers })
  needSystemd(context, looked.facts)
  const proposal =
    plan === undefined
      ? propose(looked.facts, looked.answers, context.host.live, looked.drain)
      : await proposalOfSaved(context, plan, looked)
  return [looked, proposal]
}

async function change(context: Context, given: Given, confirm: number | undefined): Promise<number> {
  const { host, options, out, err } = context
  const [looked, proposal] = await proposed(context, given)
  if (options.saveAnswers) await context.writeFile(options.saveAnswers, await answersFile(proposal.answers))
  logPlan(context, proposal)
  const refused = refusal(context, proposal)
  if (refused !== undefined) return sayOutcome(context, { kind: 'refused', because: refused })
  const some = proposal.plan.actions.length > 0
  // Where a drop-in has the last word, "nothing to do" alone would not tell why the size stays
  // another.
  for (const { level, text, fix, id } of some || options.json ? [] : warningsOf(proposal))
    err(`${level}: ${text} (${id}) ${fix}`)
  if (some && !options.json) out(planText(proposal, looked.present, host.kind === 'practice'))
  if (some && !(await question(context, questionOf(proposal)))) return 1
  const run = await runOf(context, 'apply', changesOf(looked.present, proposal.answers))
  const work = () => apply(proposal.plan, applyContextOf(context, looked.redis), run)
  const { most } = proposal.review.duration
  const outcome = await context.toTheEnd(() =>
    confirm === undefined || !some ? work() : withRevert(context, confirm, most, work),
  )
  return sayOutcome(context, outcome, proposal.plan)
}

const warningsOf = ({ review }: Proposal) => review.findings.filter(({ level }) => level === 'warning')

function questionOf({ review }: Proposal): string {
  const { files, links, commands, findings } = review
  const counts = [
    `${files.length} files`,
    `${links.length} links`,
    `${commands.length} commands`,
    `${findings.length} findings`,
  ]
  return `Apply this (${counts.join(', ')})?`
}

function refusal({ options }: Context, { facts, plan, review }: Proposal): string | undefined {
  const errors = errorsOf(review)
  if (errors.length > 0)
    return errors.map((finding) => `${finding.text} (${finding.id}) ${finding.fix}`).join(' ')
  const written = plan.actions.flatMap((action) => fileAfter(action)?.path ?? [])
  const edited = editedFiles(facts).filter((path) => written.includes(path))
  if (edited.length === 0 || !options.yes || options.force) return undefined
  return `${editedText(edited)} mastodon-tune wrote ${edited.length === 1 ? 'it' : 'them'}. Look with \`plan\`, then add --force to replace.`
}
