import type { Asking } from './types.js'

/**
 * What a group's size may become while it is typed: the number that has the focus, both numbers, or
 * none.
 */
const sizes = /^(\d{1,3}|\d{1,3} ?[x×*] ?\d{0,3}|n|no|non|none)$/i

/** The number of a size such as `2x25` that has the focus; `none` has no halves. */
export function focusedNumber(size: string, part: Asking['part']): string {
  const [processes = '', threads = processes] = size.split('x')
  return part === 'processes' ? processes : threads
}

/**
 * Whether a text that is typed stands for the number that has the focus, and not for the whole
 * size.
 */
export function isOneNumber(typed: string): boolean {
  return /^\d*$/.test(typed)
}

/**
 * The text after a character was typed into a group's size; undefined where the character means
 * nothing there. A digit, or the n of none, begins anew; an x goes on from what was typed, or from
 * the processes to the threads.
 */
export function typedIntoSize(
  typed: string | null,
  size: string,
  part: Asking['part'],
  character: string,
): string | undefined {
  const goesOn = part === 'processes' && !/[\dn]/i.test(character)
  const text = (typed ?? (goesOn ? focusedNumber(size, part) : '')) + character
  return sizes.test(text) ? text : undefined
}

/** What a typed text asks for: none is meant from its first letter on. */
export function meantSize(typed: string): string {
  return /^no?n?$/i.test(typed) ? 'none' : typed
}
