import type { Row } from './row.js'

const csi = '\u001b['
/** Cells that have not changed but are written with their neighbours, since to move over them takes as many bytes. */
const bridge = 4

/** A row with nothing in it. */
export const blank: Row = { text: '', styles: [], raw: '', cells: true }

/**
 * What turns a row of the screen into another: written with the cursor at the row's start and no style, and left with no
 * style, anywhere in the row. Empty where nothing changes.
 */
export function patchRow(before: Row, after: Row): string {
  if (before.raw === after.raw) return ''
  if (!after.cells || !before.cells) return wholeRow(after)
  let out = ''
  let at = 0
  let style = ''
  const end = lengthOf(after)
  for (const [from, to] of changes(before, after, end)) {
    if (from > at) out += from - at === 1 ? `${csi}C` : `${csi}${from - at}C`
    for (let x = from; x < to; x++) {
      const wanted = after.styles[x] ?? ''
      if (wanted !== style) out += turn(style, wanted)
      style = wanted
      out += after.text[x] ?? ' '
    }
    at = to
  }
  if (end >= lengthOf(before)) return out + turn(style, '')
  const way = end > at ? `${csi}${end - at}C` : ''
  return `${out}${turn(style, '')}${way}${csi}K`
}

/** A row written anew, whatever is there. */
function wholeRow(row: Row): string {
  if (row.cells) return `${csi}K${patchRow(blank, row)}`
  // Nobody knows how far it goes on this terminal, so it must not wrap into the next row.
  return `${csi}K${csi}?7l${row.raw}${csi}m${csi}?7h`
}

/** Cells of a row up to the last that is not blank. */
export function lengthOf({ text, styles }: Row): number {
  let length = text.length
  while (length > 0 && text[length - 1] === ' ' && styles[length - 1] === '') length--
  return length
}

/** Where the cells differ up to a column, from and to. */
function changes(before: Row, after: Row, end: number): readonly (readonly [from: number, to: number])[] {
  const found: [number, number][] = []
  for (let x = 0; x < end; x++) {
    if (isSame(before, after, x)) continue
    const last = found.at(-1)
    if (last !== undefined && x - last[1] <= bridge && oneStyle(after, last[1] - 1, x)) last[1] = x + 1
    else found.push([x, x + 1])
  }
  return found
}

function isSame(before: Row, after: Row, x: number): boolean {
  const sign = before.text[x] ?? ' '
  const [was, is] = [before.styles[x] ?? '', after.styles[x] ?? '']
  if (sign !== after.text[x]) return false
  return was === is || (sign === ' ' && !showsOnBlank.test(was) && !showsOnBlank.test(is))
}

/** Underlined, turned, struck through or on a ground of its own: what is seen where no sign stands. */
const showsOnBlank = /(^|;)(4|7|9|4[0-8]|10[0-7])(;|$)/

function oneStyle({ styles }: Row, from: number, to: number): boolean {
  for (let x = from; x < to; x++) if (styles[x] !== styles[to]) return false
  return true
}

/** From one style to another: a reset, then all of the new one. */
function turn(from: string, to: string): string {
  if (from === to) return ''
  if (to === '') return `${csi}m`
  return `${csi}${from === '' ? '' : '0;'}${to}m`
}
