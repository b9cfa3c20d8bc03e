import { enter, toFound } from './entering.js'
import type { Intent } from './intent.js'
import { endUnchanged, leave } from './leaving.js'
import type { Asking, Found, Reviewing, Rules, StepList, Wizard } from './types.js'

/**
 * What is wanted while help, the list of steps or the question about leaving covers the screen;
 * undefined where nothing does. What means nothing there uncovers it: only a clear wish to leave
 * does, and a second interrupt, so that nothing typed ahead throws answers away.
 */
export function updateOverlay(
  rules: Rules,
  wizard: Found | Asking | Reviewing,
  intent: Intent,
): Wizard | undefined {
  const { overlay } = wizard
  if (overlay === null) return undefined
  const open = { ...wizard, overlay: null }
  if (overlay === 'leaving') return inLeaving(open, intent)
  if (intent.do === 'interrupt') return leave(open, intent.do)
  return overlay === 'help' ? open : inStepList(rules, open, overlay, intent)
}

/** The list of places to go to, at the one where the wizard is. */
export function stepList(rules: Rules, wizard: Found | Asking | Reviewing): StepList {
  if (wizard.phase === 'found') return { steps: 0 }
  return { steps: wizard.phase === 'asking' ? wizard.at + 1 : rules.steps.length + 1 }
}

function inLeaving(open: Wizard, intent: Intent): Wizard {
  if (intent.do === 'interrupt') return endUnchanged(130)
  return intent.do === 'leave-anyway' ? endUnchanged(0) : open
}

function inStepList(
  rules: Rules,
  open: Found | Asking | Reviewing,
  { steps: at }: StepList,
  intent: Intent,
): Wizard {
  const last = rules.steps.length + 1
  switch (intent.do) {
    case 'move-up':
      return { ...open, overlay: { steps: Math.max(0, at - 1) } }
    case 'move-down':
      return { ...open, overlay: { steps: Math.min(last, at + 1) } }
    case 'go-there':
      return goTo(rules, open, at)
    case 'go-to-place':
      return intent.place <= last ? goTo(rules, open, intent.place) : open
    default:
      return open
  }
}

function goTo(rules: Rules, open: Found | Asking | Reviewing, place: number): Wizard {
  return place === 0 ? toFound(open) : enter(rules, open, place - 1)
}
