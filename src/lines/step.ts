import type { Step } from '../steps/types.js'
import type { Asking, Rules } from '../wizard/types.js'
import { choiceQuestion } from './choice.js'
import { formQuestion } from './form.js'
import type { Question } from './question.js'

/** The question at hand: a choice, or one field of a form. */
export function stepQuestion(rules: Rules, wizard: Asking, step: Step): Question {
  return step.kind === 'form' ? formQuestion(rules, wizard, step) : choiceQuestion(rules, wizard, step)
}
