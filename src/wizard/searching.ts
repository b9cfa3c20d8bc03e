import type { Key, Reviewing, Rules } from './types.js'

const longest = 40

/** A key for a search in the review: `/` begins one, and what is typed then belongs to it. Undefined for every other key. */
export function searching(rules: Rules, wizard: Reviewing, key: Key): Reviewing | undefined {
  const { search } = wizard
  const char = typeof key === 'object' ? key.char : undefined
  if (search === null || !search.typing) {
    if (char === '/') return { ...wizard, search: { text: '', typing: true, row: null }, told: null }
    return key === 'escape' && search !== null ? { ...wizard, search: null, told: null } : undefined
  }
  if (key === 'ctrl-c') return undefined
  if (key === 'escape') return { ...wizard, search: null }
  if (key === 'backspace') return typed(wizard, search.text.slice(0, -1))
  if (key === 'enter') return sought(rules, { ...wizard, search: { ...search, typing: false } }, 0)
  if (char === undefined) return wizard
  return search.text.length >= longest ? wizard : typed(wizard, search.text + char)
}

const typed = (wizard: Reviewing, text: string): Reviewing => ({
  ...wizard,
  search: { text, typing: true, row: null },
  told: null,
})

/**
 * Goes to where the text stands: the first time from the rows in sight on (`by` 0), then to the next place or the one before
 * (1, -1); in the files on through all of them, and from the end to the beginning. Capitals make no difference.
 */
export function sought(rules: Rules, wizard: Reviewing, by: 0 | 1 | -1): Reviewing {
  const { search } = wizard
  if (search === null || search.text === '') return { ...wizard, search: null }
  const all = places(rules, wizard, search.text.toLowerCase())
  const from = { file: wizard.file, row: search.row ?? wizard.scroll + (by === 0 ? 0 : -by) }
  const order = (place: Place) => place.file - from.file || place.row - from.row
  const next =
    by < 0
      ? (all.findLast((place) => order(place) < 0) ?? all.at(-1))
      : (all.find((place) => order(place) >= (by === 0 ? 0 : 1)) ?? all[0])
  if (next === undefined)
    return {
      ...wizard,
      search: { ...search, row: null },
      told: `“${search.text}” was not found in this view.`,
    }
  const there = { ...wizard, file: next.file, search: { ...search, row: next.row }, told: null }
  const last = rules.lastRow?.(there) ?? next.row
  // Two rows above it show where one is.
  return { ...there, scroll: Math.max(0, Math.min(last, next.row - 2)) }
}

interface Place {
  readonly file: number
  readonly row: number
}

function places(rules: Rules, wizard: Reviewing, text: string): readonly Place[] {
  const files = wizard.tab === 'files' ? wizard.review.files.map((_, file) => file) : [wizard.file]
  return files.flatMap((file) => {
    const rows = rules.rows?.({ ...wizard, file }) ?? []
    return rows.flatMap((row, at) => (row.toLowerCase().includes(text) ? [{ file, row: at }] : []))
  })
}
