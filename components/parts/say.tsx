import { Text } from 'ink'
import { createContext, useContext } from 'react'
import { cut } from '../../src/text/fold.js'
import { clean, type Look, type Tone, tones } from '../terminal/symbols.js'

/** What every screen is drawn with. `width` and `height` are of the body between the rules. */
export interface Canvas {
  readonly look: Look
  readonly width: number
  readonly height: number
  readonly practice: boolean
  readonly server: string
}

const plainLook: Look = { ascii: false, colour: false, more: '…' }
export const CanvasContext = createContext<Canvas>({
  look: plainLook,
  width: 80,
  height: 19,
  practice: false,
  server: '',
})
/** The canvas to draw on. */
export const useCanvas = (): Canvas => useContext(CanvasContext)

/** A line of text, or a piece of one: folded to plain signs where needed, coloured where allowed, cut, never wrapped. */
export function Say({
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
