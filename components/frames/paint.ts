import { blank, lengthOf, patchRow } from './patch.js'
import type { Row } from './row.js'
import { type Shift, shifted, shiftOf } from './shift.js'

const csi = '\u001b['

/**
 * What turns a frame on the screen into another. Between two frames the cursor stands at the start of the row below the frame.
 * Empty where nothing changes.
 */
export function paint(before: readonly Row[], after: readonly Row[]): string {
  const straight = rewritten(before, after)
  const shift = shiftOf(before, after)
  if (shift === undefined) return straight
  const moved = rewritten(shifted(before, shift), after, shift)
  return moved.length < straight.length ? moved : straight
}

/**
 * A frame painted anew after the terminal's size changed. Most terminals fold rows that became too wide, so the old frame is as
 * high as its rows are when folded. What stands above it stays.
 */
export function repaint(
  before: readonly Row[],
  after: readonly Row[],
  columns: number,
  rows: number,
): string {
  const height = before.reduce((sum, row) => sum + Math.max(1, Math.ceil(widthOf(row) / columns)), 0)
  const up = Math.min(height, rows - 1)
  return `\r${up > 0 ? `${csi}${up}A` : ''}${csi}J${rewritten([], after)}`
}

/** The columns of a row, about; a wide sign counts as one, since a row too few erased is better than one too many. */
const widthOf = (row: Row) =>
  row.cells ? lengthOf(row) : [...row.raw.replace(/\u001b\[[\d;]*m/g, '')].length

/** Rows are written over where they differ, then added or taken away below; before that, a part of them is moved. */
function rewritten(before: readonly Row[], after: readonly Row[], shift?: Shift): string {
  let out = ''
  let at = before.length
  const go = (y: number) => {
    const way = y - at
    if (way !== 0)
      out += way > 0 && way < 4 ? '\n'.repeat(way) : `${csi}${Math.abs(way)}${way > 0 ? 'B' : 'A'}`
    at = y
  }
  if (shift !== undefined) {
    // Rows go out first and come in then, so nothing below the frame is ever pushed off the screen.
    const { top, bottom, by } = shift
    const count = Math.abs(by)
    go(by > 0 ? top : bottom - count + 1)
    out += `${csi}${count}M`
    go(by > 0 ? bottom - count + 1 : top)
    out += `${csi}${count}L`
  }
  for (const [y, row] of after.slice(0, before.length).entries()) {
    const patch = patchRow(before[y] ?? blank, row)
    if (patch === '') continue
    go(y)
    out += `${patch}\r`
  }
  if (after.length !== before.length) {
    go(Math.min(before.length, after.length))
    out += `${csi}J`
    for (const row of after.slice(before.length)) out += `${patchRow(blank, row)}\r\n`
  } else if (out !== '') go(after.length)
  return out
}
