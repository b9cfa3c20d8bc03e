import { enter } from './asking.js'
import { covered, leave } from './leaving.js'
import type { Found, Key, Rules, Wizard } from './types.js'

/** A key on the screen that shows what was found. */
export function found(rules: Rules, wizard: Found, key: Key): Wizard {
  const under = covered(wizard, key)
  if (under !== undefined) return under
  if (key === 'enter') return enter(rules, wizard, 0)
  if (key === 'escape' || key === 'ctrl-c') return leave(wizard, key)
  if (typeof key !== 'object') return wizard
  if (key.char === 'q') return leave(wizard, key)
  return key.char === '?' ? { ...wizard, overlay: 'help' } : wizard
}
