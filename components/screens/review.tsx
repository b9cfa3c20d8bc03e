import { Box } from 'ink'
import type { BudgetLine } from '../../src/budget.js'
import { bytes } from '../../src/text/format.js'
import { spanText } from '../../src/text/spans.js'
import {
  errorCount,
  hasCosts,
  lastRow,
  noticeRows,
  rowsOf,
  viewHeight,
} from '../../src/wizard/review-rows.js'
import { countOf } from '../../src/wizard/reviewing.js'
import { type Reviewing, type Tab, tabs } from '../../src/wizard/types.js'
import { isSmall } from '../../src/wizard/viewport.js'
import { ofLimit } from '../parts/bars.js'
import { type Canvas, viewportOf } from '../parts/canvas.js'
import { type Line, Lines } from '../parts/lines.js'
import { useCanvas } from '../parts/use-canvas.js'
import { goesOn } from '../terminal/symbols.js'
import { FilesView } from './review-files.js'

const names: Readonly<Record<Tab, readonly [string, string]>> = {
  changes: ['Changes', 'Changes'],
  files: ['Files', 'Files'],
  links: ['Links', 'Links'],
  commands: ['Commands', 'Cmds'],
  findings: ['Findings', 'Find'],
}

/** The whole plan before anything is done: changes in words, files, links, commands, findings. */
export function ReviewScreen({ wizard }: { wizard: Reviewing }) {
  const canvas = useCanvas()
  const empty = wizard.plan.actions.length === 0
  const viewport = viewportOf(canvas)
  const costs: readonly Line[] = hasCosts(wizard, viewport)
    ? [{ text: costLine(wizard, canvas), tone: 'dim' }]
    : []
  const height = viewHeight(wizard, viewport)
  const last = lastRow(wizard, viewport)
  const hidden = empty && wizard.tab !== 'findings'
  const goesOnBelow = goesOn(canvas.look, 'below', isSmall(canvas) ? '' : 'more').trim()
  const more = wizard.scroll < last && !hidden ? goesOnBelow : ''
  const nothing = [
    { text: '' },
    { text: 'Nothing is to be done:' },
    { text: 'the server already runs like this.' },
  ]
  return (
    <>
      <Lines lines={[{ text: tabLine(wizard, canvas, more), tone: 'title' }]} indent={1} />
      <Lines lines={costs} indent={1} />
      <Box flexDirection="column" height={height} flexShrink={0} overflow="hidden">
        {hidden ? <Lines lines={nothing} /> : <View wizard={wizard} height={height} />}
      </Box>
      <Lines lines={noticeRows(wizard, viewport)} indent={1} />
    </>
  )
}

/** The view at hand from the row to which it is scrolled. */
function View({ wizard, height }: { wizard: Reviewing; height: number }) {
  const viewport = viewportOf(useCanvas())
  if (wizard.tab === 'files') return <FilesView wizard={wizard} height={height} />
  const rows = rowsOf(wizard, viewport).slice(Math.min(wizard.scroll, lastRow(wizard, viewport)))
  return <Lines lines={rows} height={height} indent={2} />
}

/**
 * How long it takes, what it needs when it is done, and while it changes where that is more; the
 * longest text that fits.
 */
function costLine({ review, plan }: Reviewing, canvas: Canvas): string {
  const { connections, memory } = review.budget
  const peaks = [connections, memory].filter(({ planned, peak }) => peak > planned)
  // The first to differ says what stands in brackets.
  const used = (gauge: BudgetLine, show: (count: number) => string, words: boolean) =>
    ofLimit(
      show(gauge.planned),
      show(gauge.limit),
      gauge.peak > gauge.planned ? peakText(show(gauge.peak), words && gauge === peaks[0]) : '',
    )
  const of = (words: boolean) => [used(connections, String, words), used(memory, bytes, words)] as const
  const [long, short] = [of(true), of(false)]
  const tight = short.map((text) => text.replace(/ \(/, '(').replace(' of ', '/'))
  const course = plan.actions.length === 0 ? '' : `${spanText(review.duration.most, 'most')} at most · `
  const texts = [
    ...(isSmall(canvas)
      ? []
      : [`${course}${long[0]} connections, ${long[1]}`, `${long[0]} connections, ${long[1]}`]),
    `${tight[0]} connections, ${tight[1]}`,
    `${tight[0]} conn., ${tight[1]}`,
  ]
  return texts.find((text) => text.length <= canvas.width - 2) ?? texts.at(-1) ?? ''
}

const peakText = (peak: string, words: boolean) => ` (${peak}${words ? ' while changing' : ''})`

/** The views with what they hold; at the right, that the one at hand goes on below. */
function tabLine(wizard: Reviewing, canvas: Canvas, more: string): string {
  const small = isSmall(canvas)
  const room = canvas.width - 3 - more.length
  const line = (counts: boolean) =>
    tabs
      .map((tab) => {
        const here = tab === wizard.tab
        const count = counts || here ? ` ${countOf(wizard, tab)}` : ''
        const errors = tab === 'findings' ? errorCount(wizard, small) : ''
        const text = `${names[tab][small ? 1 : 0]}${count}${errors}`
        if (here) return `[${text}]`
        return small ? text : ` ${text} `
      })
      .join(' ')
  const full = line(true)
  // Where not all counts fit, the one of the view at hand stays.
  return `${(full.length < room ? full : line(false)).padEnd(room)}${more}`.trimEnd()
}
