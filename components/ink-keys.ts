import type { Key as InkKey } from 'ink'
import type { Key } from '../src/wizard/types.js'
import { keysOf } from './keys.js'

/** What Ink made of a piece of input, as keys of ours. Text may hold several, Enter among them. */
export function fromInk(input: string, key: InkKey): readonly Key[] {
  if (key.upArrow) return ['up']
  if (key.downArrow) return ['down']
  if (key.leftArrow) return ['left']
  if (key.rightArrow) return ['right']
  if (key.pageUp) return ['pageup']
  if (key.pageDown) return ['pagedown']
  if (key.escape) return ['escape']
  const keys = plain(input, key)
  // Ink reads Escape and a key that come together as Alt with that key; nobody presses Alt here.
  return key.meta ? ['escape', ...keys] : keys
}

function plain(input: string, key: InkKey): readonly Key[] {
  if (key.return) return ['enter']
  if (key.tab) return ['tab']
  if (key.backspace || key.delete) return ['backspace']
  if (key.ctrl) return input === 'c' ? ['ctrl-c'] : []
  return keysOf(input)
}
