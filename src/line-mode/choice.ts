import type { Choice, ChoiceStep, Step } from '../questions/types.js'
import type { Asking, Rules } from '../wizard/types.js'
import { computingSaid } from '../wording/computing.js'
import { whySaid } from '../wording/why.js'
import { costsSaid } from './costs.js'
import { moves, stepHeading } from './moves.js'
import type { LineQuestion } from './question.js'
import { asSentence, spoken } from './words.js'

/** A step with numbered options. */
export function choiceQuestion(rules: Rules, wizard: Asking, step: Step & ChoiceStep): LineQuestion {
  const { facts, answers, present, at } = wizard
  const choices = step.choices(facts, answers)
  const running = present === null ? null : step.value(present)
  const now = choices.findIndex(({ value }) => value === step.value(answers)) + 1
  const proposed = choices.findIndex((choice) => choice.proposed) + 1
  const why = whySaid(spoken(step.why(facts, answers)))
  const lines = [
    stepHeading(rules, wizard, step),
    spoken(step.question),
    ...choices.map((choice, index) => `${index + 1}: ${optionSaid(choice, choice.value === running)}`),
    ...(choices.some(({ score }) => score !== undefined)
      ? ['Exposure goes from 0, the best, to 10, the worst.']
      : []),
    why,
    `Your answer: ${now}, ${choices[now - 1]?.label ?? 'none yet'}. All answers together take ${costsSaid(rules.budget(facts, answers))}`,
    asSentence(computingSaid(facts, answers)),
  ]
  return {
    id: `step ${at}`,
    lines,
    prompt: `${step.title}, 1 to ${choices.length} [${now}]:`,
    answers: [
      `a number from 1 to ${choices.length}, or its name: take that option.`,
      `an empty line: take ${now}.`,
    ],
    commands: moves(wizard, proposed > 0 ? `${proposed}` : undefined, why, () => lines),
    answer: (text) => ({ messages: [{ type: 'answer', text }] }),
  }
}

function optionSaid({ label, detail, score, proposed }: Choice, runs: boolean): string {
  const exposure = score === undefined ? '' : `, exposure ${score.toFixed(1)}`
  return `${label}: ${spoken(detail)}${exposure}.${proposed ? ' Proposed.' : ''}${runs ? ' Runs now.' : ''}`
}
