/** A key as the wizard knows it, whatever bytes a terminal sends for it. */
export type Key = NamedKey | { readonly char: string }

type NamedKey =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'tab'
  | 'enter'
  | 'escape'
  | 'pageup'
  | 'pagedown'
  | 'backspace'
  | 'ctrl-c'

const signs: Readonly<Record<string, string>> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  escape: 'esc',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  ' ': 'space',
  digit: '0-9',
  character: 'any character',
  any: 'any other key',
}

/**
 * The names under which the keymap may know a key, the narrowest first: its own, which is the
 * character itself where it is one; `digit`, `character`, and `any`.
 */
export function namesOf(key: Key): readonly string[] {
  if (typeof key === 'string') return [key, 'any']
  return [key.char, ...(/^[0-9]$/.test(key.char) ? ['digit'] : []), 'character', 'any']
}

/** A key as it is called on the screens, by its name in the keymap. */
export const signOf = (name: string): string => signs[name] ?? name
