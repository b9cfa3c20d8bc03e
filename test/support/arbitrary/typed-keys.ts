import fc from 'fast-check'
import type { Key } from '../../../src/wizard/key.js'

/** Something that is typed: the bytes that a terminal sends for it, and the keys that it is. */
export interface Typed {
  readonly bytes: string
  readonly keys: readonly Key[]
}

const esc = '\x1b'
const named: Readonly<Record<string, Key>> = {
  [`${esc}[A`]: 'up',
  [`${esc}[B`]: 'down',
  [`${esc}[C`]: 'right',
  [`${esc}[D`]: 'left',
  [`${esc}OA`]: 'up',
  [`${esc}OB`]: 'down',
  [`${esc}[1;5C`]: 'right',
  [`${esc}[5~`]: 'pageup',
  [`${esc}[6~`]: 'pagedown',
  [`${esc}[3~`]: 'backspace',
  [`${esc}OM`]: 'enter',
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\x7f': 'backspace',
}
// F1 to F12 of xterm, of the Linux console and of PuTTY; Home and End; keys with modifiers; the marks around pasted text; that
// the window has the focus; answers to questions that another program asked; clicks, as a crashed program may have left them on.
const unknown = [
  'OP',
  '[15~',
  '[24~',
  '[[A',
  '[[E',
  '[H',
  '[1~',
  '[4~',
  '[Z',
  '[1;2P',
  '[27;5;13~',
  '[200~',
  '[201~',
  '[I',
  '[O',
]
const answered = ['[24;80R', '[?1;2c', '[>0;276;0c', '[<0;12;5M', '[<0;12;5m', '[M !!', '[M#10']

const typed = (bytes: string, ...keys: readonly Key[]): Typed => ({ bytes, keys })
const of = (bytes: string): Typed => typed(bytes, named[bytes] ?? { char: bytes })
const letters = [...'q?wrtfybnxgm +-=.,/0123456789éß漢🦊']
const known = fc.constantFrom(...Object.keys(named)).map(of)
const letter = fc.constantFrom(...letters).map(of)
const strange = fc.constantFrom(...unknown, ...answered).map((bytes) => typed(esc + bytes))
const pasted = fc
  .array(fc.constantFrom(...letters, '\r', '\n'), { minLength: 2, maxLength: 12 })
  .map((all) => {
    const parts = all.map(of)
    return typed(all.join(''), ...parts.flatMap(({ keys }) => keys))
  })

const escapes = fc.constant(typed(esc, 'escape'))
const ctrlC = fc.constant(typed('\x03', 'ctrl-c'))
const some: readonly fc.WeightedArbitrary<Typed>[] = [
  { weight: 12, arbitrary: known },
  { weight: 8, arbitrary: letter },
  { weight: 3, arbitrary: strange },
  { weight: 1, arbitrary: pasted },
]

/** A while of typing. Escape is a key, too, whatever comes after it: no letter here makes another key of it. */
export const typing: fc.Arbitrary<readonly Typed[]> = fc.array(
  fc.oneof(...some, { weight: 2, arbitrary: escapes }, { weight: 1, arbitrary: ctrlC }),
  { minLength: 1, maxLength: 50 },
)

/** The same, from any screen on and mostly staying in the wizard: what leaves or applies comes late. */
export const wandering: fc.Arbitrary<readonly Typed[]> = fc
  .tuple(
    fc.nat({ max: 7 }),
    fc.array(fc.oneof(...some, { weight: 1, arbitrary: escapes }), { maxLength: 45 }),
    fc.array(fc.oneof(letter, escapes, ctrlC), { maxLength: 3 }),
  )
  .map(([enters, all, last]) => [
    ...Array.from({ length: enters }, () => of('\r')),
    ...all.filter(({ bytes }) => !/[qy]/.test(bytes)),
    ...last,
  ])

/** Fifty keys that neither leave, apply, nor write a file; nor begin a search, which takes all that comes after it. */
export const fifty: fc.Arbitrary<readonly Typed[]> = fc
  .array(fc.oneof(known, letter), { minLength: 150, maxLength: 150 })
  .map((all) => all.filter(({ bytes }) => !/[qyw/]/.test(bytes)).slice(0, 50))

/** Bytes that arrive together, and after how many milliseconds. */
export interface Chunk {
  readonly after: number
  readonly bytes: Buffer
}

/** Cuts what was typed anywhere, also within a sequence or a character: at these shares of a piece of at most 12 bytes. */
export function cut(
  all: readonly Typed[],
  cuts: readonly (readonly [length: number, after: number])[],
): readonly Chunk[] {
  const bytes = Buffer.from(all.map((each) => each.bytes).join(''))
  const chunks: Chunk[] = []
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const [length, after] = cuts[n % cuts.length] ?? [bytes.length, 0]
    chunks.push({ after, bytes: bytes.subarray(at, at + length) })
    at += length
  }
  return chunks
}

/** How typing may be cut: lengths of pieces, and the milliseconds before each, less than what a cut sequence is held for. */
export const cuts = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom(0, 0, 0, 1, 3, 20)), {
  minLength: 1,
  maxLength: 20,
})
