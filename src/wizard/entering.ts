import type { ChoiceStep } from '../questions/types.js'
import { errorsOf } from '../review.js'
import { sentence } from '../text/sentence.js'
import type { Asking, Found, Reviewing, Rules, Visit } from './types.js'
import { visitOf } from './visit.js'

/**
 * Goes to a step, or to the review behind the last one. A choice that stands on none of its options
 * takes the proposed.
 */
export function enter(rules: Rules, visit: Visit, at: number): Asking | Reviewing {
  const step = rules.steps[at]
  const answers = step?.kind === 'choice' ? answered(step, visit) : visit.answers
  const asking: Asking = {
    ...{ phase: 'asking', ...visitOf(visit), answers, why: false },
    ...{ at, cursor: 0, part: 'threads', typed: null, before: null, wrong: null },
  }
  return step === undefined ? toReview(rules, { ...asking, at: Math.max(0, rules.steps.length - 1) }) : asking
}

/** Goes to the screen that shows what was found. */
export function toFound(visit: Visit): Found {
  return { phase: 'found', ...visitOf(visit), details: false }
}

/**
 * Where the highlight of a choice stands: highlighting is answering, so there is nothing else to
 * remember.
 */
export function highlighted(step: ChoiceStep, wizard: Pick<Asking, 'facts' | 'answers'>): number {
  const value = step.value(wizard.answers)
  return step.choices(wizard.facts, wizard.answers).findIndex((choice) => choice.value === value)
}

function answered(step: ChoiceStep, visit: Visit) {
  if (highlighted(step, visit) >= 0) return visit.answers
  const choices = step.choices(visit.facts, visit.answers)
  const choice = choices.find((each) => each.proposed) ?? choices[0]
  return choice === undefined ? visit.answers : step.set(visit.facts, visit.answers, choice.value)
}

function toReview(rules: Rules, wizard: Asking): Asking | Reviewing {
  try {
    const planned = rules.planFor(wizard.facts, wizard.answers, wizard.session)
    // What forbids applying is shown first.
    const tab = errorsOf(planned.review).length > 0 ? 'findings' : 'changes'
    return {
      phase: 'reviewing',
      ...visitOf(wizard),
      ...planned,
      tab,
      file: 0,
      scroll: 0,
      search: null,
      saving: false,
      saved: null,
      notice: null,
    }
  } catch (error) {
    return { ...wizard, wrong: sentence(error) }
  }
}
