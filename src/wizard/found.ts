import { known } from '../known/facts.js'
import { lateGroup } from '../questions/group-sizes.js'
import { enter } from './entering.js'
import { leave } from './leaving.js'
import { covered, stepList } from './overlay.js'
import { talkOf } from './talk.js'
import type { Found, Key, Rules, Seen, Wizard } from './types.js'

/** The first screen, when the server has been looked at. */
export function arrived(seen: Seen): Found {
  return { phase: 'found', ...talkOf(seen), details: false }
}

/** A key on the screen that shows what was found. */
export function found(rules: Rules, wizard: Found, key: Key): Wizard {
  const under = covered(rules, wizard, key)
  if (under !== undefined) return under
  if (key === 'enter') return enter(rules, wizard, 0)
  if (key === 'escape' || key === 'ctrl-c') return leave(wizard, key)
  if (typeof key !== 'object') return wizard
  if (key.char === 'q') return leave(wizard, key)
  if (key.char === 'f') return hasLoad(wizard) ? { ...wizard, details: !wizard.details } : wizard
  if (key.char === 't') return toThreads(rules, wizard)
  if (key.char === 's') return { ...wizard, overlay: stepList(rules, wizard) }
  return key.char === '?' ? { ...wizard, overlay: 'help' } : wizard
}

/** Whether Sidekiq runs here and can be asked: then its load is what an admin wants to see first. */
export function hasLoad({ facts: { evidence } }: Pick<Found, 'facts'>): boolean {
  if (!known(evidence)) return false
  const { processes, queues } = evidence.value.now
  return processes.length > 0 || queues.some(({ size }) => size > 0)
}

/** Straight to the threads, at the first group that something else is proposed for, or else at the one that is behind. */
function toThreads(rules: Rules, wizard: Found): Wizard {
  const at = rules.steps.findIndex(({ kind }) => kind === 'sizes')
  const step = rules.steps[at]
  if (step === undefined || step.kind === 'choice') return wizard
  const there = enter(rules, wizard, at)
  if (there.phase !== 'asking') return there
  const fields = step.fields(there.facts, there.answers)
  const other = fields.findIndex(({ value, proposed }) => value !== proposed)
  return { ...there, cursor: Math.max(0, other >= 0 ? other : lateGroup(there.facts, there.answers)) }
}
