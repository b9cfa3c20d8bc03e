import type { Maybe } from '../known/facts.js'
import type { Evidence } from '../known/load.js'
import { sentence } from '../text/sentence.js'
import { endUnchanged } from '../wizard/leaving.js'
import type { Session } from '../wizard/session.js'
import type { Asking, Found, Reviewing, Rules, Wizard } from '../wizard/types.js'
import { update } from '../wizard.js'
import { choiceQuestion } from './choice.js'
import type { Environment } from './environment.js'
import { formQuestion } from './form.js'
import { foundQuestion } from './found.js'
import { loadSaid } from './load.js'
import { type LineQuestion, replyTo, wants } from './question.js'
import { reviewQuestion } from './review.js'
import { spoken } from './words.js'

/**
 * Asks until there is nothing more to ask. Where the input ends before, the admin has left, with
 * 130.
 */
export async function askAll(environment: Environment, begun: Wizard): Promise<Wizard> {
  const { rules, say, ask } = environment
  let wizard = begun
  let asked = ''
  while (isAsking(wizard)) {
    const question = questionOf(rules, wizard)
    if (question.id !== asked) for (const line of ['', ...question.lines]) say(line)
    asked = question.id
    const line = await ask(question.prompt)
    if (line === undefined) return endUnchanged(130)
    const { messages = [], say: said = [], look, save } = replyTo(question, line)
    const before = wizard
    for (const message of messages) wizard = update(rules, wizard, message)
    if (messages.length > 0) for (const each of noticesOf(wizard)) say(each)
    noteNewPlan(environment, before, wizard)
    for (const each of said) say(each)
    if (save !== undefined && wizard.phase === 'reviewing') say(await savePlan(environment, wizard, save))
    if (look && isAsking(wizard)) {
      wizard = update(rules, wizard, {
        type: 'evidence',
        evidence: await lookAtLoad(environment, wizard.session),
      })
      if (!isAsking(wizard)) continue
      for (const each of loadSaid(wizard.facts)) say(each)
      // What is proposed may be something else now.
      if (wizard.phase === 'asking') asked = ''
    }
  }
  return wizard
}

function isAsking(wizard: Wizard): wizard is Found | Asking | Reviewing {
  return wizard.phase === 'found' || wizard.phase === 'asking' || wizard.phase === 'reviewing'
}

function questionOf(rules: Rules, wizard: Found | Asking | Reviewing): LineQuestion {
  if (wizard.overlay === 'leaving') return leavingQuestion
  if (wizard.phase === 'found') return foundQuestion(wizard)
  return wizard.phase === 'reviewing' ? reviewQuestion(wizard) : stepQuestion(rules, wizard)
}

/** Why the wizard is still where it was. */
function noticesOf(wizard: Wizard): readonly string[] {
  if (wizard.phase === 'asking' && wizard.wrong !== null) return [spoken(wizard.wrong)]
  return wizard.phase === 'reviewing' && wizard.notice !== null ? wizard.notice.split('\n') : []
}

/** A plan that comes before the admin, for --debug. */
function noteNewPlan({ effects }: Environment, before: Wizard, now: Wizard): void {
  if (now.phase === 'reviewing' && before.phase !== 'reviewing') effects.note?.(now)
}

/** Writes the plan to a file, and says how that went. */
async function savePlan({ save }: Environment, wizard: Reviewing, file: string): Promise<string> {
  return save(wizard, file).then(
    () => `The plan is in ${file}.`,
    (error: unknown) => sentence(error),
  )
}

/** Whether to leave although answers would be lost. Only yes leaves. */
const leavingQuestion: LineQuestion = {
  id: 'leaving',
  lines: ['Leave? Nothing has been changed on the server, but your answers here would be lost.'],
  prompt: 'Leave? yes or no [no]:',
  answers: ['anything else: stay.'],
  commands: [{ words: ['yes', 'y', 'quit', 'q'], does: 'leave', reply: () => wants('leave-anyway') }],
  answer: () => wants('dismiss'),
}

/** The question at hand: a choice, or one field of a form. */
function stepQuestion(rules: Rules, wizard: Asking): LineQuestion {
  const step = rules.steps[wizard.at]
  if (step === undefined) throw new Error(`there is no step ${wizard.at + 1}`)
  return step.kind === 'choice' ? choiceQuestion(rules, wizard, step) : formQuestion(rules, wizard, step)
}

/** Looks at what Sidekiq does now, once; that takes a few seconds. */
async function lookAtLoad(
  { effects, say }: Pick<Environment, 'effects' | 'say'>,
  session: Session,
): Promise<Maybe<Evidence>> {
  say('Looking at the queues for a few seconds.')
  const over = new AbortController()
  let seen: Maybe<Evidence> = { unknown: 'Sidekiq can not be asked here.' }
  const tell = (evidence: Maybe<Evidence>) => {
    seen = evidence
    over.abort()
  }
  await effects
    .watch(session, tell, over.signal)
    .catch((error: unknown) => tell({ unknown: sentence(error) }))
  return seen
}
