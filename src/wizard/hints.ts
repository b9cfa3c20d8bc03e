import { listed } from '../text/format.js'
import type { Intent } from './intent.js'
import { signOf } from './key.js'
import type { KeyRow, Telling, Words } from './key-row.js'
import { keymap, type Mode } from './keymap.js'
import { modesAt } from './pressing.js'
import type { Rules, Wizard } from './types.js'

/** Keys as they are called, and what they do. */
export interface Hint {
  readonly keys: string
  readonly does: string
}

/** What the screen's last line says of the keys, three blanks apart. */
export function hintsOf(rules: Rules, wizard: Wizard, small: boolean): string {
  return hintsIn(modesAt(rules, wizard), wizard, { small, steps: rules.steps.length })
}

/**
 * The same in these places of the keymap, with what is there: of the first that has something to
 * say.
 */
export function hintsIn(modes: readonly Mode[], at: unknown, telling: Telling): string {
  const pieces = modes.map((mode) =>
    ordered(rowsOf(mode), telling.small).flatMap((row) => {
      const said = telling.small ? row.short : row.hint
      return piece(hintName(row, telling), typeof said === 'function' ? said(at, telling) : said)
    }),
  )
  const hints = runOn(pieces.find(({ length }) => length > 0) ?? [])
  return hints.map(({ keys, does }) => `${keys} ${does}`.trim()).join('   ')
}

/** The lines of the help for where the wizard is, whatever covers that. */
export function helpOf(rules: Rules, wizard: Wizard, small: boolean): readonly Hint[] {
  const uncovered = 'overlay' in wizard ? { ...wizard, overlay: null } : wizard
  const mode = modesAt(rules, uncovered).at(-1)
  return mode === undefined ? [] : helpIn(mode, uncovered, { small, steps: rules.steps.length })
}

/** The lines of the help in a place of the keymap, with what is there. */
export function helpIn(mode: Mode, at: unknown, telling: Telling): readonly Hint[] {
  const pieces = ordered(rowsOf(mode), true).flatMap((row) => {
    const { onScreen = row.help } = row
    const said = typeof onScreen === 'function' ? onScreen(at, telling) : onScreen
    return piece(helpName(row), withOthers(row, said ?? undefined))
  })
  return runOn(pieces)
}

/** Every key of a place, as docs/keys.md has them. */
export function allKeysIn(mode: Mode): readonly Hint[] {
  return runOn(rowsOf(mode).flatMap((row) => piece(helpName(row), withOthers(row, row.help))))
}

/** What the key for this is called in a place of the keymap, to name it in a sentence. */
export function keyFor(mode: Mode, intent: Intent['do']): string {
  const names = rowsOf(mode).flatMap(({ keys }) => Object.entries(keys))
  return signOf(names.find(([, wish]) => wish === intent)?.[0] ?? '')
}

/** Rows with what is there left open: a row is only asked of what its own place has. */
const rowsOf = (mode: Mode) => keymap[mode].rows as readonly KeyRow<unknown>[]

function ordered(rows: readonly KeyRow<unknown>[], first: boolean): readonly KeyRow<unknown>[] {
  return first ? [...rows.filter((row) => row.first), ...rows.filter((row) => !row.first)] : rows
}

function hintName({ keys, name }: KeyRow<unknown>, telling: Telling): string {
  if (name !== undefined) return typeof name === 'string' ? name : name(telling)
  const signs = Object.keys(keys).map(signOf)
  return signs.join(signs.every((sign) => sign.length === 1) ? '' : ' ')
}

const helpName = ({ keys, helpName: name }: KeyRow<unknown>) =>
  name ?? Object.keys(keys).map(signOf).join(' ')

/** The words with the keys that want the same: `less, more (also - and +)`. */
function withOthers({ also }: KeyRow<unknown>, words: Words | undefined): Words | undefined {
  if (also === undefined || words === undefined) return words
  const others = ` (also ${listed(Object.keys(also).map(signOf))})`
  return typeof words === 'string' ? words + others : { ...words, words: words.words + others }
}

interface Piece {
  readonly keys: string
  readonly words: Words
}

const piece = (keys: string, words: Words | undefined): readonly Piece[] =>
  words === undefined ? [] : [{ keys, words }]

/** Pieces that belong together in one. */
function runOn(pieces: readonly Piece[]): readonly Hint[] {
  const hints: Hint[] = []
  for (const { keys, words } of pieces) {
    if (typeof words === 'string') hints.push({ keys, does: words })
    else hints.push(goneOn(hints.pop(), keys, words.glue, words.words))
  }
  return hints
}

/**
 * A hint with the keys that it goes on with. Keys without words of their own share those that
 * follow.
 */
function goneOn(last: Hint | undefined, keys: string, glue: string, does: string): Hint {
  if (last === undefined) return { keys, does }
  if (last.does === '') return { keys: `${last.keys}${glue}${keys}`, does }
  return { keys: last.keys, does: `${last.does}${glue}${keys} ${does}` }
}
