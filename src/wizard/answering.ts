import type { Choice, ChoiceStep, FormStep } from '../questions/types.js'
import { enter } from './entering.js'
import type { Asking, Rules, Wizard } from './types.js'

/**
 * A whole answer to the question at hand, as whoever answers line by line gives it: what the field
 * takes, or a choice's number, value or label. Nothing keeps what stands. Goes on to the next
 * question, or says in `wrong` what is allowed.
 */
export function updateAnswer(rules: Rules, wizard: Asking, text: string): Wizard {
  const step = rules.steps[wizard.at]
  if (step === undefined) return wizard
  return step.kind === 'choice'
    ? inChoice(rules, step, wizard, text.trim())
    : inForm(rules, step, wizard, text.trim())
}

/** The choice that a text names. */
export function named(choices: readonly Choice[], text: string): Choice | undefined {
  const word = text.toLowerCase()
  return choices.find(({ value, label }, at) =>
    [`${at + 1}`, value.toLowerCase(), label.toLowerCase()].includes(word),
  )
}

function inForm(rules: Rules, step: FormStep, wizard: Asking, text: string): Wizard {
  const field = step.fields(wizard.facts, wizard.answers)[wizard.cursor]
  if (field === undefined || text === '' || text === field.value) return onward(rules, step, wizard)
  const result = field.set(wizard.answers, text)
  if (typeof result === 'string') return { ...wizard, wrong: result }
  return onward(rules, step, { ...wizard, answers: result, changed: true })
}

function onward(rules: Rules, step: FormStep, wizard: Asking): Wizard {
  const next = wizard.cursor + 1
  if (next >= step.fields(wizard.facts, wizard.answers).length) return enter(rules, wizard, wizard.at + 1)
  return { ...wizard, cursor: next, typed: null, before: null, wrong: null }
}

function inChoice(rules: Rules, step: ChoiceStep, wizard: Asking, text: string): Wizard {
  const choices = step.choices(wizard.facts, wizard.answers)
  const value = step.value(wizard.answers)
  const choice = text === '' ? choices.find((each) => each.value === value) : named(choices, text)
  if (choice === undefined && text !== '') return { ...wizard, wrong: allowed(choices, text) }
  if (choice === undefined || choice.value === value) return enter(rules, wizard, wizard.at + 1)
  const answers = step.set(wizard.facts, wizard.answers, choice.value)
  return enter(rules, { ...wizard, answers, changed: true }, wizard.at + 1)
}

function allowed(choices: readonly Choice[], text: string): string {
  return `"${text}" is none of the options: type a number from 1 to ${choices.length}, or ${choices.map(({ value }) => value).join(', ')}.`
}
