import type { Answers } from '../answers.js'
import { cores } from './cores.js'
import { groups } from './groups.js'
import { layout } from './layout.js'
import { memory } from './memory.js'
import { sandbox } from './sandbox.js'
import { streaming } from './streaming.js'
import { surges } from './surges.js'
import type { Question, Step } from './types.js'
import { web } from './web.js'

type Table = { readonly [Id in keyof Required<Answers>]: Question<Id> }

/**
 * A question for each of the answers, in asking order: each proposal builds on the answers before
 * it.
 */
export const table: Table = { cores, memory, web, streaming, layout, groups, sandbox, surges }

/** The same as a list. */
export const questions: readonly Question<keyof Answers>[] = Object.values(table)

/** The steps of the wizard. */
export const steps: readonly Step[] = questions.flatMap(({ ask }) =>
  ask === undefined || 'beside' in ask ? [] : [withFieldsBeside(ask)],
)

/**
 * Complete answers, each by its own question; `before` has those that come before it in asking
 * order.
 */
export function answersBy(
  answer: (question: Question<keyof Answers>, before: Answers) => Answers[keyof Answers],
): Answers {
  const answers: Record<string, unknown> = {}
  for (const [id, question] of Object.entries(table)) {
    const value = answer(question, answers as unknown as Answers)
    if (value !== undefined) answers[id] = value
  }
  return answers as unknown as Answers
}

/** A step with the fields that other questions have in it. */
function withFieldsBeside(step: Step): Step {
  if (step.kind === 'choice') return step
  const beside = questions.flatMap(({ ask }) =>
    ask !== undefined && 'beside' in ask && ask.beside === step.id ? [ask.fields] : [],
  )
  return {
    ...step,
    fields: (facts, answers) => [step.fields, ...beside].flatMap((fields) => fields(facts, answers)),
  }
}
