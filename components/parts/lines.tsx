import { Box } from 'ink'
import type { Tone } from '../terminal/symbols.js'
import { StyledText } from './styled-text.js'
import { useCanvas } from './use-canvas.js'

/** A line of a body: its text and how it is meant. */
export interface Line {
  readonly text: string
  readonly tone?: Tone | undefined
  /** It has a sign of its own before it: what was looked for. */
  readonly marked?: boolean
}

/** Lines of a body, each cut to the width; at most as many as there is room for. */
export function Lines({
  lines,
  height,
  indent = 3,
}: {
  lines: readonly Line[]
  height?: number
  indent?: number
}) {
  const canvas = useCanvas()
  return lines.slice(0, height ?? canvas.height).map((line, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the screen.
    <Box key={at} height={1} flexShrink={0}>
      <StyledText tone={line.tone} width={canvas.width - 1}>
        {indented(line, indent)}
      </StyledText>
    </Box>
  ))
}

/** An empty line has a blank: Ink gives no row to a text without any sign. */
function indented({ text, marked }: Line, indent: number): string {
  if (text === '') return ' '
  return (marked ? '❯' : '').padStart(indent) + text
}
