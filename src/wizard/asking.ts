import type { Choice, ChoiceStep, Field, FormStep } from '../questions/types.js'
import { enter, highlighted, toFound } from './entering.js'
import type { Intent } from './intent.js'
import { leave } from './leaving.js'
import { stepList, updateOverlay } from './overlay.js'
import type { Asking, Rules, Wizard } from './types.js'
import { typing } from './typing.js'

/** What is wanted at a step. */
export function updateAsking(rules: Rules, wizard: Asking, intent: Intent): Wizard {
  const under = updateOverlay(rules, wizard, intent)
  if (under !== undefined) return under
  switch (intent.do) {
    case 'go-on':
      return refused(wizard) ? wizard : enter(rules, wizard, wizard.at + 1)
    case 'go-back':
      return back(rules, wizard)
    case 'leave':
    case 'interrupt':
      return leave(wizard, intent.do)
    case 'show-help':
      return { ...wizard, overlay: 'help' }
    case 'show-steps':
      return refused(wizard) ? wizard : { ...wizard, overlay: stepList(rules, wizard) }
    case 'toggle-why':
      return { ...wizard, why: !wizard.why && wizard.wrong === null }
    default:
      return inStep(rules, wizard, intent)
  }
}

/** Whoever edits or moves wants to see the field again, which "why" covers on a small screen. */
function inStep(rules: Rules, wizard: Asking, intent: Intent): Asking {
  const step = rules.steps[wizard.at]
  if (step === undefined) return wizard
  const open = wizard.why ? { ...wizard, why: false } : wizard
  return step.kind === 'choice' ? inChoice(step, open, intent) : inForm(step, open, intent)
}

function inChoice(step: ChoiceStep, wizard: Asking, intent: Intent): Asking {
  const choices = step.choices(wizard.facts, wizard.answers)
  const choice = choices[chosen(choices, highlighted(step, wizard), intent)]
  if (choice === undefined || choice.value === step.value(wizard.answers)) return wizard
  const answers = step.set(wizard.facts, wizard.answers, choice.value)
  return { ...wizard, answers, changed: true, wrong: null }
}

/** Which choice is wanted, from the one that is highlighted. */
function chosen(choices: readonly Choice[], now: number, intent: Intent): number {
  if (intent.do === 'move-up') return Math.max(0, now - 1)
  if (intent.do === 'move-down') return Math.min(choices.length - 1, now + 1)
  if (intent.do !== 'take-proposed') return now
  const proposed = choices.findIndex((choice) => choice.proposed)
  return proposed < 0 ? now : proposed
}

function inForm(step: FormStep, wizard: Asking, intent: Intent): Asking {
  const fields = step.fields(wizard.facts, wizard.answers)
  const field = fields[wizard.cursor]
  switch (intent.do) {
    case 'move-up':
      return toField(wizard, fields, -1)
    case 'move-down':
      return toField(wizard, fields, 1)
    case 'switch-part':
      // Where no field has two numbers, the key for the other goes to the next field.
      if (!fields.some(({ processes }) => processes)) return toField(wizard, fields, 1)
      return otherPart(field, wizard)
    default:
      return field === undefined ? wizard : typing(field, wizard, intent)
  }
}

function toField(wizard: Asking, fields: readonly Field[], by: number): Asking {
  if (refused(wizard)) return wizard
  const cursor = Math.max(0, Math.min(fields.length - 1, wizard.cursor + by))
  return { ...wizard, cursor, typed: null, before: null, wrong: null }
}

/**
 * Whether the arrows change threads or processes. Where a group has one process at most there is
 * nothing to choose.
 */
function otherPart(field: Field | undefined, wizard: Asking): Asking {
  if (!field?.processes || refused(wizard)) return wizard
  return { ...wizard, part: wizard.part === 'threads' ? 'processes' : 'threads', typed: null, before: null }
}

/**
 * A sentence that belongs to a text being typed holds the cursor; one about the whole plan does
 * not.
 */
function refused(wizard: Asking): boolean {
  return wizard.typed !== null && wizard.wrong !== null
}

function back(rules: Rules, wizard: Asking): Wizard {
  if (wizard.at > 0) return enter(rules, wizard, wizard.at - 1)
  return toFound(wizard)
}
