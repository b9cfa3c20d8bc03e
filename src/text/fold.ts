/** A text cut to a width; `more` marks the cut. Never longer than the width. */
export function cut(text: string, width: number, more = '…'): string {
  const signs = [...text]
  if (signs.length <= width) return text
  return signs.slice(0, Math.max(0, width - more.length)).join('') + more.slice(0, Math.max(0, width))
}

/** Text in columns: padded to a width, or cut to it. */
export function cell(text: string, width: number, more = '…'): string {
  return cut(text, width, more).padEnd(width)
}

/**
 * How the lines of a folded text begin, and whether a word that is longer than a line may be
 * broken.
 */
export interface Folding {
  /** Before the first line; nothing where it is not said. */
  readonly first?: string
  /** Before the others; the same as before the first where it is not said. */
  readonly rest?: string
  /** What somebody may want to copy, such as a path, stays in one piece and stands out. */
  readonly whole?: true
}

/**
 * A sentence in lines of at most this width, what they begin with included, broken between words
 * where it can be.
 */
export function folded(
  text: string,
  width: number,
  { first = '', rest = first, whole }: Folding = {},
): readonly string[] {
  const room = width - Math.max(first.length, rest.length)
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    let left = line === '' ? word : `${line} ${word}`
    // A word that fits no line begins where the last one ended, if it is broken: a mark stays
    // beside its path.
    if (left.length > room && line !== '' && (whole || word.length <= room)) {
      lines.push(line)
      left = word
    }
    for (; !whole && left.length > room && room > 0; left = left.slice(room)) lines.push(left.slice(0, room))
    line = left
  }
  const all = line === '' ? lines : [...lines, line]
  return all.map((each, at) => (at === 0 ? first : rest) + each)
}

/** The blanks that a text begins with. */
export function indentOf(text: string): string {
  return /^\s*/.exec(text)?.[0] ?? ''
}

/** A sentence folded: its first line as far in as it was, the others by `indent`. */
export function hanging(text: string, width: number, indent: string): readonly string[] {
  return folded(text, width, { first: indentOf(text), rest: indent })
}

/**
 * A text in rows without losing a sign, blanks included, as a file's lines are shown; later rows
 * are narrower by their indent.
 */
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
