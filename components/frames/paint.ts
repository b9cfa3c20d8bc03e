import { isPlain } from '../../src/text/plain-text.js'
import { type Shift, shifted, shiftOf } from './shift.js'

const csi = '\u001b['
const styles = /\u001b\[[\d;]*m/g

/**
 * A frame on a screen of so many columns. Its rows are as Ink wrote them: each ends the styles that
 * it begins.
 */
export interface Frame {
  readonly rows: readonly string[]
  readonly columns: number
}

/** Before anything is drawn. */
export const noFrame: Frame = { rows: [], columns: 0 }

/**
 * What turns a frame on the screen into another, in a terminal whose rows do not wrap. Between two
 * frames the cursor stands at the start of the row below the frame. Empty where nothing changes.
 */
export function paint({ rows: before }: Frame, after: Frame): string {
  const straight = rewritten(before, after)
  const shift = shiftOf(before, after.rows)
  if (shift === undefined) return straight
  const moved = rewritten(shifted(before, shift), after, shift)
  return moved.length < straight.length ? moved : straight
}

/**
 * A frame painted anew after the terminal's size changed. Most terminals fold rows that became too
 * wide, so the old frame is as high as its rows are when folded. What stands above it stays.
 * @param height the rows of the screen
 */
export function repaint(before: Frame, after: Frame, height: number): string {
  // What was wider than the screen was cut at its edge.
  const widths = before.rows.map((row) => Math.min(widthOf(row), before.columns))
  const folded = widths.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / after.columns)), 0)
  const up = Math.min(folded, height - 1)
  return `\r${up > 0 ? `${csi}${up}A` : ''}${csi}J${rewritten([], after)}`
}

/**
 * The columns of a row, about; a wide sign counts as one, since a row too few erased is better than
 * one too many.
 */
const widthOf = (row: string) => [...row.replace(styles, '')].length

/**
 * Rows are written over where they differ, then added or taken away below; before that, a part of
 * them is moved.
 */
function rewritten(before: readonly string[], { rows: after, columns }: Frame, shift?: Shift): string {
  let out = ''
  let at = before.length
  const go = (y: number) => {
    const way = y - at
    // Up to three new lines are shorter than the sequence that moves down.
    if (way > 0) out += way < 4 ? '\n'.repeat(way) : `${csi}${way}B`
    if (way < 0) out += `${csi}${-way}A`
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
    if (row === before[y]) continue
    go(y)
    out += `${rowOver(before[y] ?? '', row, columns)}\r`
  }
  if (after.length !== before.length) {
    go(Math.min(before.length, after.length))
    out += `${csi}J`
    for (const row of after.slice(before.length)) out += `${row}\r\n`
  } else if (out !== '') go(after.length)
  return out
}

/** A row written over another, from where they begin to differ. */
function rowOver(before: string, after: string, columns: number): string {
  const text = after.replace(styles, '')
  // Nobody knows how wide it is on this terminal.
  if (!isPlain(text)) return `${csi}K${after}`
  const erased = text.length < columns ? `${csi}K` : ''
  let same = 0
  while (same < after.length && after[same] === before[same]) same++
  const start = after.slice(0, same).replace(/\u001b[^m]*$/, '')
  const over = start.replace(styles, '').length
  const rest = `${start.match(styles)?.join('') ?? ''}${after.slice(start.length)}`
  // A few signs take no more bytes than a move past them, and the cursor does not move past the
  // edge of the screen.
  const isMoved = over > 4 && over < columns
  return `${isMoved ? `${csi}${over}C${rest}` : after}${erased}`
}
