/**
 * Rows `top` to `bottom` move up by `by`, or down where it is negative; blank rows come in behind
 * them.
 */
export interface Shift {
  readonly top: number
  readonly bottom: number
  readonly by: number
}

/** Rows that must be found again elsewhere before moving them is thought of. */
const worth = 3

/**
 * How most of what differs between two frames was only moved, as where a text scrolls; undefined
 * where it was not.
 */
export function shiftOf(before: readonly string[], after: readonly string[]): Shift | undefined {
  if (before.length !== after.length) return undefined
  const differs = after.map((row, y) => row !== before[y])
  const [top, bottom] = [differs.indexOf(true), differs.lastIndexOf(true)]
  let best: { readonly by: number; readonly found: number } = { by: 0, found: worth - 1 }
  for (let by = top - bottom; by <= bottom - top; by++) {
    let found = 0
    for (let y = Math.max(top, top - by); y <= Math.min(bottom, bottom - by); y++) {
      const row = after[y] ?? ''
      if (row !== '' && row === before[y + by]) found++
    }
    if (by !== 0 && found > best.found) best = { by, found }
  }
  return best.by === 0 ? undefined : { top, bottom, by: best.by }
}

/** A frame after a shift. */
export function shifted(rows: readonly string[], { top, bottom, by }: Shift): readonly string[] {
  return rows.map((row, y) => {
    if (y < top || y > bottom) return row
    const from = y + by
    return from < top || from > bottom ? '' : (rows[from] ?? '')
  })
}
