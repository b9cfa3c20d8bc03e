import { Text } from 'ink'
import TextInput from 'ink-text-input'
import { Say } from '../say.js'
import type { Tone } from '../symbols.js'

/** A field's text in brackets, with a cursor while it is typed. The library only draws: quick keys get lost in it. */
export function TextField(props: { value: string; typing: boolean; width: number; tone?: Tone | undefined }) {
  const { value, typing, width, tone } = props
  const shown = typing ? `${value}_` : value
  return (
    <Text wrap="truncate">
      <Say tone={tone ?? 'accent'}>[</Say>
      <TextInput value={shown} focus={false} showCursor={false} onChange={ignore} />
      <Say tone={tone ?? 'accent'}>{']'.padEnd(Math.max(1, width - shown.length - 1))}</Say>
    </Text>
  )
}

function ignore(): void {}
