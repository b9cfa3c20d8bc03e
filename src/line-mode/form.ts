import type { Field, FormStep, Step } from '../questions/types.js'
import type { Asking, Rules } from '../wizard/types.js'
import { computingSaid } from '../wording/computing.js'
import { whySaid } from '../wording/why.js'
import { costsSaid } from './costs.js'
import { groupSaid } from './load.js'
import { moves, stepHeading } from './moves.js'
import { type LineQuestion, lookAgain } from './question.js'
import { asSentence, spoken, spokenSize } from './words.js'

/** One field of a form; the first of them begins with the step's question. */
export function formQuestion(rules: Rules, wizard: Asking, step: Step & FormStep): LineQuestion {
  const { facts, answers, at, cursor } = wizard
  const fields = step.fields(facts, answers)
  const field = fields[cursor]
  const general = whySaid(spoken(step.why(facts, answers)))
  const head = [stepHeading(rules, wizard, step), spoken(step.question)]
  const id = `step ${at}, field ${cursor}`
  const answer = (text: string) => ({ messages: [{ type: 'answer', text } as const] })
  if (field === undefined) {
    const lines = [...head, 'There is nothing to decide here.']
    const commands = moves(wizard, undefined, general, () => lines)
    return {
      id,
      lines,
      prompt: `${step.title} [go on]:`,
      answers: ['an empty line: go on.'],
      commands,
      answer,
    }
  }
  const sizes = step.kind === 'sizes'
  const why = field.why === undefined ? general : whySaid(spoken(field.why))
  const lines = [
    ...(cursor === 0 ? head : []),
    ...fieldSaid(
      field,
      fields.length > 1 ? `, ${cursor + 1} of ${fields.length}` : '',
      sizes ? spokenSize : String,
    ),
    ...(sizes ? groupSaid(wizard, field.id) : []),
    ...(field.why !== undefined || cursor === 0 ? [why] : []),
    `All answers together take ${costsSaid(rules.budget(facts, answers))}`,
    asSentence(computingSaid(facts, answers)),
    asSentence(`Allowed: ${spoken(field.hint)}`),
  ]
  return {
    id,
    lines,
    prompt: `${field.label} [${field.value}]:`,
    answers: [asSentence(`a value; ${spoken(field.hint)}`), `an empty line: keep ${field.value}.`],
    commands: [
      ...moves(wizard, field.proposed, why, () => [...(cursor === 0 ? [] : head), ...lines]),
      ...(sizes ? [lookAgain] : []),
    ],
    answer,
  }
}

function fieldSaid(
  { label, note = '', value, proposed, now }: Field,
  which: string,
  show: (text: string) => string,
): readonly string[] {
  const end = value === proposed ? ', as proposed.' : `. Proposed: ${show(proposed)}.`
  const runs = now === undefined ? [] : [`Runs now: ${show(now)}.`]
  return [
    `${label}${which}.${note === '' ? '' : ` ${asSentence(note)}`}`,
    ...runs,
    `Your answer: ${show(value)}${end}`,
  ]
}
