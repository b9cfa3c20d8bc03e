/** A text cut to a width; `more` marks the cut. Never longer than the width. */
export function cut(text: string, width: number, more = '…'): string {
  const signs = [...text]
  if (signs.length <= width) return text
  return signs.slice(0, Math.max(0, width - more.length)).join('') + more.slice(0, Math.max(0, width))
}

/** A text in lines of at most this width, broken between words where it can be. */
export function folded(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    let rest = line === '' ? word : `${line} ${word}`
    // A word that fits no line begins where the last one ended: a mark stays beside its path.
    if (rest.length > width && line !== '' && word.length <= width) {
      lines.push(line)
      rest = word
    }
    for (; rest.length > width && width > 0; rest = rest.slice(width)) lines.push(rest.slice(0, width))
    line = rest
  }
  return line === '' ? lines : [...lines, line]
}

/** A text folded: its first line as far in as it was, the others by `indent`. */
export function hanging(text: string, width: number, indent: string): readonly string[] {
  const lead = /^\s*/.exec(text)?.[0] ?? ''
  return folded(text, width - Math.max(lead.length, indent.length)).map(
    (line, at) => (at === 0 ? lead : indent) + line,
  )
}

/** Text in columns: padded to a width, or cut to it. */
export function cell(text: string, width: number, more = '…'): string {
  return cut(text, width, more).padEnd(width)
}

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

/** The same, with a row left at each end where the list goes on, to say so. Below three rows there is none to spare. */
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

/** A text in rows without losing a sign, spaces included; later rows are narrower by their indent. */
export function wrapped(text: string, width: number, indent: number): readonly string[] {
  const rows: string[] = []
  let rest = [...text]
  for (let room = Math.max(1, width); rest.length > room; room = Math.max(1, width - indent)) {
    const space = rest.lastIndexOf(' ', room - 1)
    // An early break, such as behind a leading space, would waste the row.
    const end = space >= room / 2 ? space + 1 : room
    rows.push(rest.slice(0, end).join(''))
    rest = rest.slice(end)
  }
  return [...rows, rest.join('')]
}
