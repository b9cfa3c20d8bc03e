/** The part of a list that fits a height and holds the cursor. */
export function windowOf(
  count: number,
  cursor: number,
  height: number,
): { readonly from: number; readonly to: number } {
  const room = Math.max(1, Math.min(count, height))
  const from = Math.max(0, Math.min(count - room, cursor - Math.floor(room / 2)))
  return { from, to: from + room }
}

/**
 * The same, with a row left at each end where the list goes on, to say so. Below three rows there
 * is none to spare.
 */
export function markedWindow(
  count: number,
  cursor: number,
  height: number,
): { readonly from: number; readonly to: number } {
  if (count <= height || height < 3) return windowOf(count, cursor, height)
  const { from, to } = windowOf(count, cursor, height - 2)
  // A row that says "1 more" is better that row itself.
  if (from <= 1) return { from: 0, to: height - 1 }
  return to >= count - 1 ? { from: count - height + 1, to: count } : { from, to }
}
