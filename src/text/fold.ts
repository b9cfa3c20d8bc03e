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
