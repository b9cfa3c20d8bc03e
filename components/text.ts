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

/** Text in columns: padded to a width, or cut to it. */
export function cell(text: string, width: number, more = '…'): string {
  return cut(text, width, more).padEnd(width)
}

/** The part of a list that fits a height and holds the cursor. */
export function windowOf(count: number, cursor: number, height: number): { readonly from: number; readonly to: number } {
  const room = Math.max(1, Math.min(count, height))
  const from = Math.max(0, Math.min(count - room, cursor - Math.floor(room / 2)))
  return { from, to: from + room }
}
