import type { Intent } from './intent.js'
import { lastRow, rowsOf } from './review-rows.js'
import type { Reviewing, Search } from './types.js'

const longest = 40
/** Rows above what was found that show where one is. */
const above = 2

/**
 * What is wanted of a search in the review; while its text is typed, all is. Undefined for
 * everything else.
 */
export function updateSearch(wizard: Reviewing, intent: Intent): Reviewing | undefined {
  const { search } = wizard
  if (search?.typing && intent.do !== 'interrupt') return typingSearch(wizard, search, intent)
  switch (intent.do) {
    case 'begin-search':
      return typed(wizard, '')
    case 'next-match':
      return sought(wizard, 'next')
    case 'previous-match':
      return sought(wizard, 'previous')
    case 'end-search':
      return { ...wizard, search: null, notice: null }
    default:
      return undefined
  }
}

function typingSearch(wizard: Reviewing, search: Search, intent: Intent): Reviewing {
  switch (intent.do) {
    case 'type-character':
      return search.text.length >= longest ? wizard : typed(wizard, search.text + intent.character)
    case 'erase':
      return typed(wizard, search.text.slice(0, -1))
    case 'find':
      return sought({ ...wizard, search: { ...search, typing: false } }, 'here')
    case 'end-search':
      return { ...wizard, search: null }
    default:
      return wizard
  }
}

const typed = (wizard: Reviewing, text: string): Reviewing => ({
  ...wizard,
  search: { text, typing: true, row: null },
  notice: null,
})

/** Where a search goes from where it is: `here` counts what is in sight. */
type Direction = 'here' | 'next' | 'previous'

/**
 * Goes to where the text stands: from the rows in sight on at first, then to the next match or the
 * one before; in the files on through all of them, and from the end to the beginning. Capitals make
 * no difference.
 */
function sought(wizard: Reviewing, direction: Direction): Reviewing {
  const { search } = wizard
  if (search === null || search.text === '') return { ...wizard, search: null }
  const match = nearest(matchesOf(wizard, search.text), wizard, direction)
  return match === undefined ? notFound(wizard, search) : atMatch(wizard, search, match)
}

/** A row of the view in which the text stands; in the files, of the one at this place. */
interface Match {
  readonly file: number
  readonly row: number
}

/** Every row of the view at hand that holds the text, in order; in the files, of all of them. */
function matchesOf(wizard: Reviewing, text: string): readonly Match[] {
  const wanted = text.toLowerCase()
  const files = wizard.tab === 'files' ? [...wizard.review.files.keys()] : [wizard.file]
  return files.flatMap((file) =>
    rowsOf({ ...wizard, file }, wizard.viewport).flatMap((row, at) =>
      row.text.toLowerCase().includes(wanted) ? [{ file, row: at }] : [],
    ),
  )
}

/**
 * The match that a search comes to next. The one that it is at does not count again; at none, the
 * first row in sight counts.
 */
function nearest(
  matches: readonly Match[],
  { file, scroll, search }: Reviewing,
  direction: Direction,
): Match | undefined {
  const at = search?.row ?? null
  const counts = direction === 'here' || at === null
  const distance = (match: Match) => match.file - file || match.row - (at ?? scroll)
  const isHere = (match: Match) => counts && distance(match) === 0
  if (direction === 'previous')
    return matches.findLast((match) => distance(match) < 0 || isHere(match)) ?? matches.at(-1)
  return matches.find((match) => distance(match) > 0 || isHere(match)) ?? matches[0]
}

function notFound(wizard: Reviewing, search: Search): Reviewing {
  const notice = `“${search.text}” was not found in this view.`
  return { ...wizard, search: { ...search, row: null }, notice }
}

function atMatch(wizard: Reviewing, search: Search, { file, row }: Match): Reviewing {
  const there = { ...wizard, file, search: { ...search, row }, notice: null }
  const last = lastRow(there, wizard.viewport)
  return { ...there, scroll: Math.max(0, Math.min(last, row - above)) }
}
