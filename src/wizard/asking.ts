import type { ChoiceStep, Field, FormStep } from '../questions/types.js'
import { enter, highlighted, toFound } from './entering.js'
import { leave } from './leaving.js'
import { covered, stepList } from './overlay.js'
import type { Asking, Key, Rules, Wizard } from './types.js'
import { typing } from './typing.js'

/** A key at a step. */
export function asking(rules: Rules, wizard: Asking, key: Key): Wizard {
  const under = covered(rules, wizard, key)
  if (under !== undefined) return under
  const step = rules.steps[wizard.at]
  if (key === 'enter') return refused(wizard) ? wizard : enter(rules, wizard, wizard.at + 1)
  if (key === 'escape') return back(rules, wizard)
  if (key === 'ctrl-c') return leave(wizard, key)
  if (typeof key === 'object') {
    if (key.char === 'q') return leave(wizard, key)
    if (key.char === '?') return { ...wizard, overlay: 'help' }
    if (key.char === 's' && !refused(wizard)) return { ...wizard, overlay: stepList(rules, wizard) }
    if (key.char === 'w') return { ...wizard, why: !wizard.why && wizard.wrong === null }
  }
  if (step === undefined) return wizard
  // Whoever edits or moves wants to see the field again, which "why" covers on a small screen.
  const open = wizard.why ? { ...wizard, why: false } : wizard
  return step.kind === 'choice' ? inChoice(step, open, key) : inForm(step, open, key)
}

function inChoice(step: ChoiceStep, wizard: Asking, key: Key): Asking {
  const choices = step.choices(wizard.facts, wizard.answers)
  const now = highlighted(step, wizard)
  const move = { up: -1, down: 1 }[String(key)]
  const wish = move !== undefined ? Math.max(0, Math.min(choices.length - 1, now + move)) : now
  const restored =
    typeof key === 'object' && key.char === 'r' ? choices.findIndex((choice) => choice.proposed) : -1
  const choice = choices[restored >= 0 ? restored : wish]
  if (choice === undefined || choice.value === step.value(wizard.answers)) return wizard
  return {
    ...wizard,
    answers: step.set(wizard.facts, wizard.answers, choice.value),
    changed: true,
    wrong: null,
  }
}

function inForm(step: FormStep, wizard: Asking, key: Key): Asking {
  const fields = step.fields(wizard.facts, wizard.answers)
  const field = fields[wizard.cursor]
  if (key === 'tab' && fields.some(({ processes }) => processes)) return otherPart(field, wizard)
  const move = { up: -1, down: 1, tab: 1 }[String(key)]
  if (move === undefined) return field === undefined ? wizard : typing(field, wizard, key)
  if (refused(wizard)) return wizard
  const cursor = Math.max(0, Math.min(fields.length - 1, wizard.cursor + move))
  return { ...wizard, cursor, typed: null, before: null, wrong: null }
}

/** Whether the arrows change threads or processes. Where a group has one process at most there is nothing to choose. */
function otherPart(field: Field | undefined, wizard: Asking): Asking {
  if (!field?.processes || refused(wizard)) return wizard
  return { ...wizard, part: wizard.part === 'threads' ? 'processes' : 'threads', typed: null, before: null }
}

/** A sentence that belongs to a text being typed holds the cursor; one about the whole plan does not. */
function refused(wizard: Asking): boolean {
  return wizard.typed !== null && wizard.wrong !== null
}

function back(rules: Rules, wizard: Asking): Wizard {
  if (wizard.at > 0) return enter(rules, wizard, wizard.at - 1)
  return toFound(wizard)
}
