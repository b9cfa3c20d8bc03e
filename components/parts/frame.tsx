import { Box } from 'ink'
import type { ReactNode } from 'react'
import { keysLine, ruleOf, topLine } from './canvas.js'
import { type Canvas, CanvasContext, Say } from './say.js'

/** What stands around every screen: a line on top, a rule, the body, a rule, the keys. Always the same height. */
export function Frame(props: {
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
        <Say tone="title">{topLine(canvas, where, short ?? where)}</Say>
        <Say tone="dim">{rule}</Say>
        <Box flexDirection="column" height={canvas.height} flexShrink={0} overflow="hidden">
          {children}
        </Box>
        <Say tone="dim">{rule}</Say>
        <Say tone="dim" width={canvas.width - 1}>{` ${keysLine(keys, canvas)}`}</Say>
      </Box>
    </CanvasContext>
  )
}
