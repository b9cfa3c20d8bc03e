import { sentence } from '../text/sentence.js'
import { left } from '../wizard/leaving.js'
import type { Asking, Found, Reviewing, Rules, Wizard } from '../wizard/types.js'
import { update } from '../wizard.js'
import { foundQuestion } from './found.js'
import { leavingQuestion } from './leaving.js'
import { loadSaid } from './load.js'
import { lookedAgain } from './look-again.js'
import { type Question, replyTo } from './question.js'
import { reviewQuestion } from './review.js'
import { stepQuestion } from './step.js'
import type { Surroundings } from './surroundings.js'
import { aloud } from './words.js'

/** Asks until there is nothing more to ask. Where the input ends before, the admin has left, with 130. */
export async function asked(around: Surroundings, begun: Wizard): Promise<Wizard> {
  const { rules, say, ask } = around
  let wizard = begun
  let place = ''
  while (isAsking(wizard)) {
    const question = questionOf(rules, wizard)
    if (question.place !== place) for (const line of ['', ...question.lines]) say(line)
    place = question.place
    const line = await ask(question.prompt)
    if (line === undefined) return left(130)
    const { messages = [], say: said = [], look, save } = replyTo(question, line)
    const before = wizard
    for (const message of messages) wizard = update(rules, wizard, message)
    if (messages.length > 0) for (const each of toldOf(wizard)) say(each)
    noteNewPlan(around, before, wizard)
    for (const each of said) say(each)
    if (save !== undefined && wizard.phase === 'reviewing') say(await saved(around, wizard, save))
    if (look && isAsking(wizard)) {
      wizard = update(rules, wizard, {
        type: 'evidence',
        evidence: await lookedAgain(around, wizard.session),
      })
      if (!isAsking(wizard)) continue
      for (const each of loadSaid(wizard.facts)) say(each)
      // What is proposed may be something else now.
      if (wizard.phase === 'asking') place = ''
    }
  }
  return wizard
}

function isAsking(wizard: Wizard): wizard is Found | Asking | Reviewing {
  return wizard.phase === 'found' || wizard.phase === 'asking' || wizard.phase === 'reviewing'
}

function questionOf(rules: Rules, wizard: Found | Asking | Reviewing): Question {
  if (wizard.overlay === 'leaving') return leavingQuestion
  if (wizard.phase === 'found') return foundQuestion(wizard)
  return wizard.phase === 'reviewing' ? reviewQuestion(wizard) : stepQuestion(rules, wizard)
}

/** Why the wizard is still where it was. */
function toldOf(wizard: Wizard): readonly string[] {
  if (wizard.phase === 'asking' && wizard.wrong !== null) return [aloud(wizard.wrong)]
  return wizard.phase === 'reviewing' && wizard.told !== null ? wizard.told.split('\n') : []
}

/** A plan that comes before the admin, for --debug. */
function noteNewPlan({ effects }: Surroundings, before: Wizard, now: Wizard): void {
  if (now.phase === 'reviewing' && before.phase !== 'reviewing') effects.note?.(now)
}

/** Writes the plan to a file, and says how that went. */
async function saved({ save }: Surroundings, wizard: Reviewing, file: string): Promise<string> {
  return save(wizard, file).then(
    () => `The plan is in ${file}.`,
    (error: unknown) => sentence(error),
  )
}
