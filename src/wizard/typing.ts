import type { Field } from '../questions/types.js'
import type { Intent } from './intent.js'
import { focusedNumber, isOneNumber, meantSize, typedIntoSize } from './size-typing.js'
import type { Asking } from './types.js'

const longest = 12
const empty = 'Type a number.'
/**
 * Digits, the x between two numbers, what an amount of memory is written with, and the letters of
 * `none`.
 */
const writable = /^[0-9x×*.,gmtibnoe ]$/i

/**
 * What is wanted in a form's field. The text at hand is tried each time, so the costs on the screen
 * are always of what is shown.
 */
export function typing(field: Field, wizard: Asking, intent: Intent): Asking {
  const { more, less } = focused(field, wizard.part)
  switch (intent.do) {
    case 'decrease':
      return put(field, wizard, less(wizard.answers), false)
    case 'increase':
      return put(field, wizard, more(wizard.answers), false)
    case 'take-proposed':
      return put(field, wizard, field.proposed, false)
    case 'erase':
      return put(field, wizard, (wizard.typed ?? editable(field, wizard)).slice(0, -1), true)
    case 'type-character':
      return typeCharacter(field, wizard, intent.character)
    default:
      return wizard
  }
}

function typeCharacter(field: Field, wizard: Asking, character: string): Asking {
  const text = textAfter(field, wizard, character)
  return text === undefined ? wizard : put(field, wizard, text, true)
}

/** The text with a character more; undefined where it means nothing there. */
function textAfter(field: Field, wizard: Asking, character: string): string | undefined {
  const { typed, part } = wizard
  if (field.processes !== undefined) return typedIntoSize(typed, field.value, partOf(field, part), character)
  if (!writable.test(character)) return undefined
  // The first digit (or the n of none) replaces the value, as in a spreadsheet: typing 5 over 40
  // means 5, not 405.
  const start = typed ?? (/[\dn]/i.test(character) ? '' : field.value)
  return start.length >= longest ? undefined : start + character
}

/** What backspace takes the last character of: of a group's size the number that has the focus. */
function editable(field: Field, { part }: Asking): string {
  return field.processes === undefined ? field.value : focusedNumber(field.value, partOf(field, part))
}

/** Which number of a field's value the arrows change: where it has one only, always that. */
export function partOf(field: Field, part: Asking['part']): Asking['part'] {
  return field.processes ? part : 'threads'
}

/**
 * The field, or the number of processes in it where that has the focus: what arrows and digits
 * change.
 */
function focused(field: Field, part: Asking['part']): Pick<Field, 'set' | 'more' | 'less'> {
  return part === 'processes' && field.processes ? field.processes : field
}

function put(field: Field, wizard: Asking, text: string, typed: boolean): Asking {
  const { set } = typed && isOneNumber(text) ? focused(field, wizard.part) : field
  const result = set(wizard.answers, field.processes === undefined ? text : meantSize(text))
  const before = wizard.typed === null ? wizard.answers : (wizard.before ?? wizard.answers)
  // Half a text, such as the 1 of "1x", was never meant: what is wrong falls back to what stood
  // before typing.
  if (typeof result === 'string')
    return { ...wizard, answers: before, typed: text, before, wrong: text.trim() === '' ? empty : result }
  return {
    ...wizard,
    answers: result,
    changed: true,
    typed: typed ? text : null,
    before: typed ? before : null,
    wrong: null,
  }
}
