import { Box } from 'ink'
import type { FileChange } from '../../src/review.js'
import { nameOf } from '../../src/state.js'
import { cell } from '../../src/text/fold.js'
import { lastRow, listWidth, rowsOf } from '../../src/wizard/review-rows.js'
import type { Reviewing } from '../../src/wizard/types.js'
import { isSmall } from '../../src/wizard/viewport.js'
import { viewportOf } from '../parts/canvas.js'
import { Lines } from '../parts/lines.js'
import { StyledText } from '../parts/styled-text.js'
import { useCanvas } from '../parts/use-canvas.js'
import { windowOf } from '../parts/window.js'

const marks = { add: '+', change: '~', remove: '-' } as const

const listed = ({ change, path }: FileChange, here: boolean) =>
  `${here ? ' ❯' : '  '} ${marks[change]} ${nameOf(path)}`

/**
 * The changed files beside what changes in the one at the cursor; on a small screen that file's
 * name above it.
 */
export function FilesView({ wizard, height }: { wizard: Reviewing; height: number }) {
  const canvas = useCanvas()
  const viewport = viewportOf(canvas)
  const { files } = wizard.review
  const file = files[wizard.file]
  if (file === undefined) return <Lines lines={[{ text: '' }, { text: 'No file changes.' }]} />
  const diff = rowsOf(wizard, viewport).slice(Math.min(wizard.scroll, lastRow(wizard, viewport)))
  if (isSmall(canvas)) {
    const head = `❯ ${wizard.file + 1}/${files.length} ${marks[file.change]} ${nameOf(file.path)}`
    return <Lines lines={[{ text: head, tone: 'accent' }, ...diff]} height={height} indent={1} />
  }
  const left = listWidth(wizard, viewport)
  const { from, to } = windowOf(files.length, wizard.file, height)
  const rows = Array.from({ length: height }, (_, at) => ({
    at: from + at,
    file: from + at < to ? files[from + at] : undefined,
    line: diff[at],
  }))
  return rows.map(({ at, file: each, line }) => (
    <Box key={at} height={1} flexShrink={0}>
      <StyledText tone={at === wizard.file ? 'accent' : undefined}>
        {cell(each === undefined ? '' : listed(each, at === wizard.file), left)}
      </StyledText>
      <StyledText tone="dim"> │</StyledText>
      <StyledText tone="accent">{line?.marked ? '❯' : ' '}</StyledText>
      <StyledText tone={line?.tone} width={canvas.width - left - 4}>
        {line?.text ?? ''}
      </StyledText>
    </Box>
  ))
}
