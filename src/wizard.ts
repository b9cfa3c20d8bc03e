import { updateAnswer } from './wizard/answering.js'
import { updateAsking } from './wizard/asking.js'
import { beginVisit, updateFound } from './wizard/found.js'
import type { Intent } from './wizard/intent.js'
import type { Key } from './wizard/key.js'
import type { Mode } from './wizard/keymap.js'
import { endUnchanged } from './wizard/leaving.js'
import { intentOf, modesAt } from './wizard/pressing.js'
import { updateReview } from './wizard/reviewing.js'
import type { Applying, Asking, Failed, Found, Looking, Message, Rules, Wizard } from './wizard/types.js'
import { isSame, usualViewport, type Viewport } from './wizard/viewport.js'
import { withEvidence } from './wizard/visit.js'
import { exitCodeOf } from './wording/outcome.js'

/** Where the wizard begins. */
export const beginning: Looking = { phase: 'looking', viewport: usualViewport }

/**
 * The wizard after a message. Total: a message that means nothing in a phase leaves the wizard as
 * it is. Pure, as far as the rules are: the flow is tested without a terminal.
 */
export function update(rules: Rules, wizard: Wizard, message: Message): Wizard {
  switch (message.type) {
    case 'intent':
      return follow(rules, wizard, message.intent)
    case 'answer':
      return wizard.phase === 'asking' ? updateAnswer(rules, wizard, message.text) : wizard
    case 'found':
      return wizard.phase === 'looking' ? beginVisit(wizard, message.session) : wizard
    case 'evidence':
      return isLooking(wizard) ? withEvidence(wizard, message.evidence) : wizard
    case 'applied-event':
      return wizard.phase === 'applying' ? { ...wizard, events: [...wizard.events, message.event] } : wizard
    case 'outcome':
      return wizard.phase === 'applying' ? finishedWith(wizard, message.outcome) : wizard
    case 'failed':
      if (wizard.phase !== 'looking' && wizard.phase !== 'applying') return wizard
      return failedWith(wizard, message)
    case 'saved':
      return wizard.phase === 'reviewing' ? { ...wizard, saving: false, saved: message.sentence } : wizard
    case 'viewport':
      return resized(wizard, message.viewport)
    case 'gone':
      return terminalGone(wizard)
  }
}

/**
 * The wizard after a key, which means what the keymap says of where the wizard is, or (`modes`) of
 * another place.
 */
export function press(
  rules: Rules,
  wizard: Wizard,
  key: Key,
  modes: readonly Mode[] = modesAt(rules, wizard),
): Wizard {
  const intent = intentOf(modes, key)
  return intent === undefined ? wizard : update(rules, wizard, { type: 'intent', intent })
}

/** The work a phase wants done. `stop`: the work at hand is to be given up and put back. */
export function wanted(wizard: Wizard): 'look' | 'save' | 'apply' | 'stop' | undefined {
  if (wizard.phase === 'looking') return 'look'
  if (wizard.phase === 'reviewing' && wizard.saving) return 'save'
  if (wizard.phase === 'applying') return wizard.stopping ? 'stop' : 'apply'
  return undefined
}

/**
 * Whether the admin looks at the load while deciding: what was reviewed must not change under their
 * eyes, nor below what is applied.
 */
export function isLooking(wizard: Wizard): wizard is Found | Asking {
  return wizard.phase === 'found' || wizard.phase === 'asking'
}

/** Whether nothing is left to show or to ask. */
export function isOver(wizard: Wizard): boolean {
  return (wizard.phase === 'finished' || wizard.phase === 'failed') && wizard.closed
}

function follow(rules: Rules, wizard: Wizard, intent: Intent): Wizard {
  switch (wizard.phase) {
    case 'looking':
      return intent.do === 'interrupt' ? endUnchanged(130) : wizard
    case 'found':
      return updateFound(rules, wizard, intent)
    case 'asking':
      return updateAsking(rules, wizard, intent)
    case 'reviewing':
      return updateReview(rules, wizard, intent)
    case 'applying':
      return intent.do === 'interrupt' ? { ...wizard, stopping: true } : wizard
    case 'finished':
    case 'failed':
      return intent.do === 'close' || intent.do === 'interrupt' ? { ...wizard, closed: true } : wizard
  }
}

/** A look touches nothing, so whatever is in its way has only been refused. */
function failedWith(wizard: Wizard, { sentence, why }: Extract<Message, { type: 'failed' }>): Failed {
  const closed = wizard.phase === 'applying' && wizard.gone
  return {
    phase: 'failed',
    sentence,
    why: wizard.phase === 'looking' && why === 'server' ? 'refused' : why,
    exitCode: 1,
    closed,
  }
}

/** What is drawn of a plan under way, and of the end, does not scroll. */
function resized(wizard: Wizard, viewport: Viewport): Wizard {
  if (!('viewport' in wizard) || isSame(wizard.viewport, viewport)) return wizard
  return { ...wizard, viewport }
}

function finishedWith(
  { answers, plan, gone, reviewed }: Applying,
  outcome: Parameters<typeof exitCodeOf>[0],
): Wizard {
  return { phase: 'finished', reviewed, outcome, answers, plan, exitCode: exitCodeOf(outcome), closed: gone }
}

/** Without a terminal nobody can answer; but what is being applied goes on to its end. */
function terminalGone(wizard: Wizard): Wizard {
  if (wizard.phase === 'applying') return { ...wizard, gone: true }
  return wizard.phase === 'finished' || wizard.phase === 'failed'
    ? { ...wizard, closed: true }
    : endUnchanged(129)
}
