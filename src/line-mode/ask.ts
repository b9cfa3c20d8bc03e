import { sentence } from '../text/sentence.js'
import { endUnchanged } from '../wizard/leaving.js'
import type { Asking, Found, Reviewing, Rules, Wizard } from '../wizard/types.js'
import { update } from '../wizard.js'
import type { Environment } from './environment.js'
import { foundQuestion } from './found.js'
import { leavingQuestion } from './leaving.js'
import { loadSaid } from './load.js'
import { lookAtLoad } from './look-again.js'
import { type LineQuestion, replyTo } from './question.js'
import { reviewQuestion } from './review.js'
import { stepQuestion } from './step.js'
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
