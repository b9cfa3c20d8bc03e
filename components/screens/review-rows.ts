import { errorsOf } from '../../src/review.js'
import { nameOf } from '../../src/state.js'
import { folded, wrapped } from '../../src/text/fold.js'
import type { Reviewing } from '../../src/wizard/types.js'
import type { Line } from '../lines.js'
import { type Canvas, isSmall } from '../say.js'
import { clean, type Tone } from '../symbols.js'
import { itemsOf } from './review-items.js'

const diffTones: Readonly<Record<string, Tone | undefined>> = { '+': 'good', '-': 'wrong' }
/** The mark of our files says nothing to a reader but that it is there; the plan in full has all of it. */
const longHash = /\b([0-9a-f]{8})[0-9a-f]{56}\b/
const longestName = 36
/** What stands before a name in the list of files: the cursor and the mark. */
const beforeName = 5

/** The width of the list of files: no more than its names need, the rest is for the text. */
export function listWidth({ review }: Reviewing, canvas: Canvas): number {
  const longest = Math.max(0, ...review.files.map((file) => nameOf(file.path).length))
  return Math.min(longestName + beforeName, longest + beforeName, Math.floor(canvas.width * 0.55))
}

/** All rows of the view at hand, whatever is scrolled to. */
export function rowsOf(wizard: Reviewing, canvas: Canvas): readonly Line[] {
  return plainRows(wizard, canvas).map((line, row) =>
    row === wizard.search?.row ? { ...line, tone: 'accent', marked: true } : line,
  )
}

function plainRows(wizard: Reviewing, canvas: Canvas): readonly Line[] {
  if (wizard.tab !== 'files') return itemsOf(wizard, canvas.width - 4)
  const width = isSmall(canvas) ? canvas.width - 2 : canvas.width - listWidth(wizard, canvas) - 4
  const diff = wizard.review.files[wizard.file]?.diff ?? []
  return diff.flatMap(({ mark, text }) =>
    // Cleaned before it is measured: plain signs may be longer than what they stand for.
    wrapped(clean(text.replace(longHash, '$1…'), canvas.look), width - 2, 2).map(
      (part, at): Line => ({ text: at === 0 ? `${mark} ${part}` : `    ${part}`, tone: diffTones[mark] }),
    ),
  )
}

/** What is looked for, where the plan was saved, or why `y` was not followed, as long as something of the plan stays in sight. */
export function toldLines({ told, search, saving, saved }: Reviewing, canvas: Canvas): readonly Line[] {
  if (search?.typing) return [{ text: `/ ${search.text}_`, tone: 'accent' }]
  const note = told === null && (saving ? 'Saving …' : saved)
  if (note) return folded(note, canvas.width - 3).map((text): Line => ({ text, tone: 'good' }))
  if (told === null) return []
  const lines = told.split('\n').flatMap((text) => folded(text, canvas.width - 5))
  return lines
    .slice(0, Math.max(4, canvas.height - 5))
    .map((text, at) => ({ text: at === 0 ? `! ${text}` : `  ${text}`, tone: 'wrong' }))
}

/**
 * Whether the costs stand above the view. A small screen has no row to spare beside a diff, so there they stand with changes and
 * findings only; but what is needed while changing may not fit, and nobody may miss that.
 */
export function hasCosts({ tab, review }: Reviewing, canvas: Canvas): boolean {
  const { connections, memory } = review.budget
  const peaks = connections.peak > connections.planned || memory.peak > memory.planned
  return !isSmall(canvas) || peaks || tab === 'findings' || tab === 'changes'
}

/** The height of the view below the tabs. */
export function viewHeight(wizard: Reviewing, canvas: Canvas): number {
  return Math.max(
    1,
    canvas.height - 1 - toldLines(wizard, canvas).length - (hasCosts(wizard, canvas) ? 1 : 0),
  )
}

/** How far the view scrolls: its end is then at the bottom. */
export function lastRow(wizard: Reviewing, canvas: Canvas): number {
  const head = wizard.tab === 'files' && isSmall(canvas) ? 1 : 0
  return Math.max(0, rowsOf(wizard, canvas).length - (viewHeight(wizard, canvas) - head))
}

/** How many errors there are, in words for the tab. */
export function errorCount({ review }: Reviewing, small: boolean): string {
  const count = errorsOf(review).length
  if (count === 0) return ''
  return small ? ` !${count}` : ` ! ${count} ${count === 1 ? 'error' : 'errors'}`
}
