import { Box } from 'ink'
import type { ReactNode } from 'react'
import { type Canvas, keysLine, ruleOf, topLine } from './canvas.js'
import { StyledText } from './styled-text.js'
import { CanvasContext } from './use-canvas.js'

/**
 * What stands around every screen: a line on top, a rule, the body, a rule, the keys. Always the
 * same height.
 */
export function ScreenFrame(props: {
  canvas: Canvas
  where: string
  short?: string
  keys: string
  children: ReactNode
}) {
  const { canvas, where, short, keys, children } = props
  const rule = ruleOf(canvas)
  return (
    <CanvasContext value={canvas}>
      <Box flexDirection="column" width={canvas.width} height={canvas.height + 4} overflow="hidden">
        <StyledText tone="title">{topLine(canvas, where, short ?? where)}</StyledText>
        <StyledText tone="dim">{rule}</StyledText>
        <Box flexDirection="column" height={canvas.height} flexShrink={0} overflow="hidden">
          {children}
        </Box>
        <StyledText tone="dim">{rule}</StyledText>
        <StyledText tone="dim" width={canvas.width - 1}>{` ${keysLine(keys, canvas)}`}</StyledText>
      </Box>
    </CanvasContext>
  )
}
