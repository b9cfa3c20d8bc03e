import { Text } from 'ink'
import { cut } from '../../src/text/fold.js'
import { clean, type Tone, tones } from '../terminal/symbols.js'
import { useCanvas } from './use-canvas.js'

/**
 * A line of text, or a piece of one: folded to plain signs where needed, coloured where allowed,
 * cut, never wrapped.
 */
export function StyledText({
  children,
  tone,
  width,
}: {
  children: string
  tone?: Tone | undefined
  width?: number
}) {
  const { look } = useCanvas()
  const text = clean(children, look)
  const style = look.colour && tone !== undefined ? tones[tone] : {}
  return (
    <Text wrap="truncate" {...style}>
      {width === undefined ? text : cut(text, width, look.more)}
    </Text>
  )
}
