import { lateGroup } from '../questions/group-sizes.js'
import { enter } from './entering.js'
import { hasLoad } from './has-load.js'
import type { Intent } from './intent.js'
import { leave } from './leaving.js'
import { stepList, updateOverlay } from './overlay.js'
import type { Session } from './session.js'
import type { Found, Looking, Rules, Wizard } from './types.js'
import { newVisit } from './visit.js'

/** The first screen, when the server has been looked at. */
export function beginVisit(looking: Looking, session: Session): Found {
  return { phase: 'found', ...newVisit(session, looking), details: false }
}

/** What is wanted on the screen that shows what was found. */
export function updateFound(rules: Rules, wizard: Found, intent: Intent): Wizard {
  const under = updateOverlay(rules, wizard, intent)
  if (under !== undefined) return under
  switch (intent.do) {
    case 'go-on':
      return enter(rules, wizard, 0)
    case 'leave':
    case 'interrupt':
      return leave(wizard, intent.do)
    case 'toggle-facts':
      return hasLoad(wizard) ? { ...wizard, details: !wizard.details } : wizard
    case 'go-to-sizes':
      return toSizes(rules, wizard)
    case 'show-steps':
      return { ...wizard, overlay: stepList(rules, wizard) }
    case 'show-help':
      return { ...wizard, overlay: 'help' }
    default:
      return wizard
  }
}

/**
 * Straight to the sizes, at the first group that something else is proposed for, or else at the one
 * that is behind.
 */
function toSizes(rules: Rules, wizard: Found): Wizard {
  const at = rules.steps.findIndex(({ kind }) => kind === 'sizes')
  const step = rules.steps[at]
  if (step === undefined || step.kind === 'choice') return wizard
  const there = enter(rules, wizard, at)
  if (there.phase !== 'asking') return there
  const fields = step.fields(there.facts, there.answers)
  const other = fields.findIndex(({ value, proposed }) => value !== proposed)
  return { ...there, cursor: Math.max(0, other >= 0 ? other : lateGroup(there.facts, there.answers)) }
}
