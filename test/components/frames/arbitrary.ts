import fc from 'fast-check'

const words = ['push', ' ', '  ', '❯ ', '─────', '▇▇░░', 'mastodon-web.service', '12 018', 'é', '×', '→']
const wide = ['日本', '👍🏽', '👩‍👧', '\u001b]8;;http://a\u0007link\u001b]8;;\u0007']
const styles = ['1', '2', '32', '36', '48;5;4', '38;2;1;2;3', '7', '4']
const ends: Readonly<Record<string, string>> = { '1': '22', '2': '22', '7': '27', '4': '24', '48;5;4': '49' }

const styled = fc
  .tuple(fc.constantFrom(...words), fc.option(fc.constantFrom(...styles), { nil: '' }))
  .map(([word, style]) => (style === '' ? word : `\u001b[${style}m${word}\u001b[${ends[style] ?? '39'}m`))
const piece = fc.oneof({ weight: 30, arbitrary: styled }, fc.constantFrom(...wide))

/** A row as Ink writes it, narrower than 80 columns. */
export const someRow = fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join('').trimEnd())

const frame = fc.array(someRow, { minLength: 1, maxLength: 11 })

/** The next frame: another one, one with some other rows, or other words in them, or the same scrolled. */
const step = fc.oneof(
  frame.map((rows) => () => rows),
  fc.array(fc.tuple(fc.nat(10), someRow), { maxLength: 3 }).map((changes) => (rows: readonly string[]) => {
    const next = [...rows]
    for (const [y, row] of changes) if (y < next.length) next[y] = row
    return next
  }),
  fc.constant((rows: readonly string[]) => rows.map((row) => row.replace('service', 'socket'))),
  fc
    .tuple(fc.nat(3), fc.nat(4), fc.boolean(), someRow)
    .map(([top, by, up, row]) => (rows: readonly string[]) => {
      const [fixed, moving] = [rows.slice(0, top), rows.slice(top)]
      const fresh = moving.slice(0, by).map((_, at) => `${row}${at}`)
      return [
        ...fixed,
        ...(up
          ? [...moving.slice(fresh.length), ...fresh]
          : [...fresh, ...moving.slice(0, moving.length - fresh.length)]),
      ]
    }),
)

/** Frames one after another, as strings. */
export const someFrames = fc
  .tuple(frame, fc.array(step, { minLength: 1, maxLength: 8 }))
  .map(([first, steps]) => {
    const frames: (readonly string[])[] = [first]
    for (const next of steps) frames.push(next(frames.at(-1) ?? []))
    return frames.map((rows) => rows.join('\n'))
  })
