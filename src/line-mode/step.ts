import type { Asking, Rules } from '../wizard/types.js'
import { choiceQuestion } from './choice.js'
import { formQuestion } from './form.js'
import type { LineQuestion } from './question.js'

/** The question at hand: a choice, or one field of a form. */
export function stepQuestion(rules: Rules, wizard: Asking): LineQuestion {
  const step = rules.steps[wizard.at]
  if (step === undefined) throw new Error(`there is no step ${wizard.at + 1}`)
  return step.kind === 'choice' ? choiceQuestion(rules, wizard, step) : formQuestion(rules, wizard, step)
}
