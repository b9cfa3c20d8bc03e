import type { Key } from '../../src/wizard/key.js'

const esc = '\u001b'
// A click as old mice tell it has three bytes of its own; the Linux console's F1 to F5 have a
// bracket more than all others.
const sequence = /^\u001b(?:\[(?:M.{3}|\[.|[0-?]*[ -/]*[@-~])|O[0-9]?[A-Za-z])/s
const partial = /^\u001b(?:\[(?:M.{0,2}|\[|[0-?]*[ -/]*)|O[0-9]?)?$/s

const arrows: Readonly<Record<string, Key>> = { A: 'up', B: 'down', C: 'right', D: 'left' }
const keypad: Readonly<Record<string, Key>> = { ...arrows, M: 'enter' }
const tildes: Readonly<Record<string, Key>> = { '3': 'backspace', '5': 'pageup', '6': 'pagedown' }
const controls: Readonly<Record<string, Key>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\u007f': 'backspace',
  '\u0003': 'ctrl-c',
  [esc]: 'escape',
}

/**
 * Cuts what a terminal sent into single keys' bytes; `rest` is a sequence whose end has not arrived
 * yet.
 */
export function pieces(text: string): { readonly whole: readonly string[]; readonly rest: string } {
  const whole: string[] = []
  for (let at = 0; at < text.length; ) {
    const tail = text.slice(at)
    if (partial.test(tail)) return { whole, rest: tail }
    const piece = sequence.exec(tail)?.[0] ?? String.fromCodePoint(tail.codePointAt(0) ?? 0)
    whole.push(piece)
    at += piece.length
  }
  return { whole, rest: '' }
}

/** The keys in a chunk of input, in order. Unknown sequences and control characters are no keys. */
export function keysOf(chunk: string): readonly Key[] {
  const { whole, rest } = pieces(chunk)
  // A sequence that never ended is no key; a lone Escape is.
  return [...whole, ...(rest === esc ? [rest] : [])].flatMap((piece) => keyOf(piece) ?? [])
}

function keyOf(piece: string): Key | undefined {
  const control = controls[piece]
  if (control !== undefined) return control
  if (!piece.startsWith(esc))
    return piece < ' ' || (piece >= '\u0080' && piece < '\u00a0') ? undefined : { char: piece }
  const [, letter = '', number = ''] = /^\u001b\[(?:[\d;]*([A-D])|(\d+)(?:;\d+)?~)$/.exec(piece) ?? []
  return arrows[letter] ?? tildes[number] ?? keypad[/^\u001bO\d?([A-Z])$/.exec(piece)?.[1] ?? '']
}
