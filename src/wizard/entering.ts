import type { ChoiceStep } from '../questions/types.js'
import { errorsOf } from '../review.js'
import { sentence } from '../text/sentence.js'
import { along } from './talk.js'
import type { Asking, Found, Reviewing, Rules, Talk } from './types.js'

/** Goes to a step, or to the review behind the last one. A choice that stands on none of its options takes the proposed. */
export function enter(rules: Rules, talk: Talk, at: number): Asking | Reviewing {
  const step = rules.steps[at]
  const answers = step?.kind === 'choice' ? answered(step, talk) : talk.answers
  const asking: Asking = {
    ...{ phase: 'asking', ...along(talk), answers, why: false },
    ...{ at, cursor: 0, part: 'threads', typed: null, before: null, wrong: null },
  }
  return step === undefined ? toReview(rules, { ...asking, at: Math.max(0, rules.steps.length - 1) }) : asking
}

/** Goes to the screen that shows what was found. */
export function toFound(talk: Talk): Found {
  return { phase: 'found', ...along(talk), details: false }
}

/** Where the highlight of a choice stands: highlighting is answering, so there is nothing else to remember. */
export function highlighted(step: ChoiceStep, wizard: Pick<Asking, 'facts' | 'answers'>): number {
  const value = step.value(wizard.answers)
  return step.choices(wizard.facts, wizard.answers).findIndex((choice) => choice.value === value)
}

function answered(step: ChoiceStep, talk: Talk) {
  if (highlighted(step, talk) >= 0) return talk.answers
  const choices = step.choices(talk.facts, talk.answers)
  const choice = choices.find((each) => each.proposed) ?? choices[0]
  return choice === undefined ? talk.answers : step.set(talk.facts, talk.answers, choice.value)
}

function toReview(rules: Rules, wizard: Asking): Asking | Reviewing {
  try {
    const planned = rules.planFor(wizard.facts, wizard.answers)
    // What forbids applying is shown first.
    const tab = errorsOf(planned.review).length > 0 ? 'findings' : 'changes'
    return {
      phase: 'reviewing',
      ...along(wizard),
      ...planned,
      tab,
      file: 0,
      scroll: 0,
      search: null,
      saving: false,
      saved: null,
      told: null,
    }
  } catch (error) {
    return { ...wizard, wrong: sentence(error) }
  }
}
