import { answersFile } from '../answers-file.js'
import { apply } from '../apply.js'
import type { Carry } from '../carry-out.js'
import { type Proposal, propose } from '../proposal.js'
import { putBackCutOff } from '../put-back.js'
import { unfinished } from '../record.js'
import { editedFiles } from '../review.js'
import { WrongInput } from '../settings.js'
import type { Outcome, Plan } from '../state.js'
import { outcomeLines } from '../wizard/ending.js'
import { type Context, type Looked, look, needSystemd } from './context.js'
import { planText } from './print.js'
import { savedPlan } from './saved-plan.js'
import { teller } from './tell.js'

/** Exit status of an outcome, as the command line promises. */
export const statusOf = (outcome: Outcome): number =>
  ({ applied: 0, 'nothing-to-do': 0, refused: 1, 'rolled-back': 3, stuck: 4 })[outcome.kind]

/**
 * Shows the plan, asks once (or takes --yes), carries it out; `sizes` are those of `resize`. Exit status 0, 1 refused,
 * 3 rolled back, 4 stuck.
 */
export async function applyCommand(context: Context, sizes?: readonly string[]): Promise<number> {
  const { host, options, out, err } = context
  const { uid } = await host.machine()
  if (host.kind === 'local' && uid !== 0) {
    throw new WrongInput('Changing units needs root. Run the same with sudo; `mastodon-tune plan` needs none.')
  }
  if (!options.yes && context.ask === undefined) {
    throw new WrongInput('There is no terminal to ask in; add --yes to apply without a question, or use `plan` to look.')
  }
  const putBackFirst = await settle(context)
  if (putBackFirst !== undefined && putBackFirst.kind !== 'rolled-back') return say(context, putBackFirst)
  const looked = await look(context, sizes)
  needSystemd(context, looked.facts)
  const proposal =
    options.plan !== undefined ? await savedPlan(context, looked) : propose(looked.facts, looked.answers, host.live, looked.drain)
  if (options.saveAnswers) await context.writeFile(options.saveAnswers, await answersFile(proposal.answers))
  const refused = refusal(context, proposal)
  if (refused !== undefined) return say(context, { kind: 'refused', because: refused })
  if (!options.json && proposal.plan.actions.length > 0) out(planText(proposal, looked.present, host.kind === 'practice'))
  if (proposal.plan.actions.length > 0 && !options.yes && !(await context.ask?.(questionOf(proposal)))) {
    err('Nothing was changed.')
    return 1
  }
  const outcome = await context.toTheEnd(() => apply(proposal.plan, carryOf(context, looked)))
  return say(context, outcome, proposal.plan)
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
  return `${edited.join(', ')} was changed by hand since mastodon-tune wrote it. Look with \`plan\`, then add --force to replace it.`
}

function carryOf(context: Context, { redis }: Partial<Looked>): Carry {
  return { host: context.host, signal: context.signal, tell: teller(context), ...(redis ? { redis } : {}) }
}

/** Puts back a run that was cut off, if there is one. The outcome, or undefined when there is nothing to put back. */
async function settle(context: Context): Promise<Outcome | undefined> {
  const cut = await unfinished(context.host)
  if (cut === undefined) return undefined
  if (cut.alive) throw new WrongInput(`Another mastodon-tune (process ${cut.pid}) is changing this server now. Wait until it has ended.`)
  context.err('A run of mastodon-tune was cut off on this server. Everything is put back first.')
  const { redis } = await look(context).catch(() => ({ redis: undefined }))
  return context.toTheEnd(() => putBackCutOff(cut, carryOf(context, redis ? { redis } : {})))
}

function say({ host, out, err, options }: Context, outcome: Outcome, plan: Plan | null = null): number {
  if (host.kind === 'practice' && !options.json && statusOf(outcome) === 0) out('Practice server: nothing of this was real.')
  if (options.json) out(JSON.stringify({ outcome }))
  else for (const line of outcomeLines(outcome, plan)) (statusOf(outcome) === 0 ? out : err)(line)
  return statusOf(outcome)
}
