import { isPlain } from '../../src/text/plain-text.js'

/** A row of a frame as cells: `text[n]` is the sign in column n, `styles[n]` its SGR parameters, '' for none. */
export interface Row {
  readonly text: string
  readonly styles: readonly string[]
  /** What Ink wrote. */
  readonly raw: string
  /** False where it holds what is no cell each: wide signs, links. Such a row is drawn whole, and `text` says nothing. */
  readonly cells: boolean
}

/** The SGR parameters that set a style, and the one that ends it. */
const slots: readonly (readonly [test: (code: number) => boolean, end: number])[] = [
  [(code) => code === 1, 22],
  [(code) => code === 2, 22],
  [(code) => code === 3, 23],
  [(code) => code === 4, 24],
  [(code) => code === 7, 27],
  [(code) => code === 9, 29],
  [(code) => (code >= 30 && code <= 38) || (code >= 90 && code <= 97), 39],
  [(code) => (code >= 40 && code <= 48) || (code >= 100 && code <= 107), 49],
]

/** A row of a frame of Ink's, as cells where it is made of such, with no more of them than the screen is wide. */
export function rowOf(raw: string, columns: number): Row {
  const style: (string | undefined)[] = []
  const styles: string[] = []
  let text = ''
  let now = ''
  // Every second piece is what stands between ESC[ and m.
  for (const [at, piece] of raw.split(/\u001b\[([\d;]*)m/).entries()) {
    if (at % 2 === 1) {
      if (!apply(style, piece)) return { text: '', styles: [], raw, cells: false }
      now = style.filter((each) => each !== undefined).join(';')
      continue
    }
    if (!isPlain(piece)) return { text: '', styles: [], raw, cells: false }
    text += piece
    for (let left = piece.length; left > 0; left--) styles.push(now)
  }
  return { text: text.slice(0, columns), styles: styles.slice(0, columns), raw, cells: true }
}

/** Takes SGR parameters into a style, a slot each; false where one is unknown. */
function apply(style: (string | undefined)[], parameters: string): boolean {
  const codes = parameters.split(';')
  for (let at = 0; at < codes.length; at++) {
    const code = Number(codes[at])
    if (code === 0) {
      style.length = 0
      continue
    }
    const ends = slots.filter(([, end]) => end === code)
    const slot = slots.findIndex(([is]) => is(code))
    if (ends.length === 0 && slot === -1) return false
    for (const each of ends) style[slots.indexOf(each)] = undefined
    if (slot === -1) continue
    // A colour out of 256, or of red, green and blue, takes the next parameters with it.
    const length = code !== 38 && code !== 48 ? 1 : codes[at + 1] === '5' ? 3 : 5
    style[slot] = codes.slice(at, at + length).join(';')
    at += length - 1
  }
  return true
}
