import { enter, toFound } from './entering.js'
import { leave, left } from './leaving.js'
import type { Asking, Found, Key, Reviewing, Rules, StepList, Wizard } from './types.js'

/**
 * A key while help, the list of steps or the question about leaving covers the screen; undefined where nothing does. Only `y`
 * and a second Ctrl-C leave: an Enter typed ahead must not throw answers away.
 */
export function covered(rules: Rules, wizard: Found | Asking | Reviewing, key: Key): Wizard | undefined {
  const { overlay } = wizard
  if (overlay === null) return undefined
  if (overlay === 'help')
    return key === 'ctrl-c' ? leave({ ...wizard, overlay: null }, key) : { ...wizard, overlay: null }
  if (overlay !== 'leaving') return inStepList(rules, wizard, overlay, key)
  if (key === 'ctrl-c') return left(130)
  if (typeof key === 'object' && key.char === 'y') return left(0)
  return { ...wizard, overlay: null }
}

/** The list of places to go to, at the one where the wizard is. */
export function stepList(rules: Rules, wizard: Found | Asking | Reviewing): StepList {
  return {
    steps: wizard.phase === 'found' ? 0 : wizard.phase === 'asking' ? wizard.at + 1 : rules.steps.length + 1,
  }
}

function inStepList(
  rules: Rules,
  wizard: Found | Asking | Reviewing,
  { steps: at }: StepList,
  key: Key,
): Wizard {
  const last = rules.steps.length + 1
  if (key === 'ctrl-c') return leave({ ...wizard, overlay: null }, key)
  if (key === 'up' || key === 'down') {
    return { ...wizard, overlay: { steps: Math.max(0, Math.min(last, at + (key === 'up' ? -1 : 1))) } }
  }
  if (key === 'enter') return goTo(rules, wizard, at)
  const digit = typeof key === 'object' && /^[0-9]$/.test(key.char) ? Number(key.char) : undefined
  if (digit !== undefined && digit <= last) return goTo(rules, wizard, digit)
  return { ...wizard, overlay: null }
}

function goTo(rules: Rules, wizard: Found | Asking | Reviewing, place: number): Wizard {
  const open = { ...wizard, overlay: null }
  return place === 0 ? toFound(open) : enter(rules, open, place - 1)
}
