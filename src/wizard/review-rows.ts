import { errorsOf } from '../review.js'
import { nameOf } from '../state.js'
import { folded, wrapped } from '../text/fold.js'
import { plural } from '../text/format.js'
import { clean } from '../text/signs.js'
import { itemRows, type Row } from './review-items.js'
import type { Reviewing } from './types.js'
import { isSmall, type Viewport } from './viewport.js'

const diffTones: Readonly<Record<string, Row['tone']>> = { '+': 'good', '-': 'wrong' }
/**
 * The mark of our files says nothing to a reader but that it is there; the plan in full has all of
 * it.
 */
const longHash = /\b([0-9a-f]{8})[0-9a-f]{56}\b/
const longestName = 36
/** What stands before a name in the list of files: the cursor and the mark. */
const beforeName = 5

/** The width of the list of files: no more than its names need, the rest is for the text. */
export function listWidth({ review }: Reviewing, { width }: Viewport): number {
  const longest = Math.max(0, ...review.files.map((file) => nameOf(file.path).length))
  return Math.min(longestName + beforeName, longest + beforeName, Math.floor(width * 0.55))
}

/** All rows of the view at hand, whatever is scrolled to. */
export function rowsOf(wizard: Reviewing, viewport: Viewport): readonly Row[] {
  return plainRows(wizard, viewport).map((row, at) =>
    at === wizard.search?.row ? { ...row, tone: 'accent', marked: true } : row,
  )
}

function plainRows(wizard: Reviewing, viewport: Viewport): readonly Row[] {
  if (wizard.tab !== 'files') return itemRows(wizard, viewport.width - 4)
  const width = isSmall(viewport) ? viewport.width - 2 : viewport.width - listWidth(wizard, viewport) - 4
  const diff = wizard.review.files[wizard.file]?.diff ?? []
  return diff.flatMap(({ mark, text }) =>
    // Cleaned before it is measured: plain signs may be longer than what they stand for.
    wrapped(clean(text.replace(longHash, '$1…'), viewport), width - 2, 2).map(
      (part, at): Row => ({ text: at === 0 ? `${mark} ${part}` : `    ${part}`, tone: diffTones[mark] }),
    ),
  )
}

/**
 * What is looked for, where the plan was saved, or why `y` was not followed, as long as something
 * of the plan stays in sight.
 */
export function noticeRows({ notice, search, saving, saved }: Reviewing, viewport: Viewport): readonly Row[] {
  const { width, height } = viewport
  if (search?.typing) return [{ text: `/ ${search.text}_`, tone: 'accent' }]
  const note = notice === null && (saving ? 'Saving …' : saved)
  if (note) return folded(note, width - 3).map((text): Row => ({ text, tone: 'good' }))
  if (notice === null) return []
  const lines = notice.split('\n').flatMap((text) => folded(text, width - 5))
  return lines
    .slice(0, Math.max(4, height - 5))
    .map((text, at) => ({ text: at === 0 ? `! ${text}` : `  ${text}`, tone: 'wrong' }))
}

/**
 * Whether the costs stand above the view. A small screen has no row to spare beside a diff, so
 * there they stand with changes and findings only; but what is needed while changing may not fit,
 * and nobody may miss that.
 */
export function hasCosts({ tab, review }: Reviewing, viewport: Viewport): boolean {
  const { connections, memory } = review.budget
  const peaks = connections.peak > connections.planned || memory.peak > memory.planned
  return !isSmall(viewport) || peaks || tab === 'findings' || tab === 'changes'
}

/** The height of the view below the tabs. */
export function viewHeight(wizard: Reviewing, viewport: Viewport): number {
  const costs = hasCosts(wizard, viewport) ? 1 : 0
  return Math.max(1, viewport.height - 1 - noticeRows(wizard, viewport).length - costs)
}

/** How far the view scrolls: its end is then at the bottom. */
export function lastRow(wizard: Reviewing, viewport: Viewport): number {
  const head = wizard.tab === 'files' && isSmall(viewport) ? 1 : 0
  return Math.max(0, rowsOf(wizard, viewport).length - (viewHeight(wizard, viewport) - head))
}

/** How many errors there are, in words for the tab. */
export function errorCount({ review }: Reviewing, small: boolean): string {
  const count = errorsOf(review).length
  if (count === 0) return ''
  return small ? ` !${count}` : ` ! ${plural(count, 'error')}`
}
