import { Text } from 'ink'
import TextInput from 'ink-text-input'
import { StyledText } from '../parts/styled-text.js'
import type { Tone } from '../terminal/symbols.js'

/**
 * A field's text in brackets, with a cursor while it is typed. ink-text-input draws the text and
 * gets no keys: those that arrive in one read all act on the text that was drawn before them (tried
 * with 6.0 on Ink 6.8), so of a pasted "12" only the 2 stays, and Enter with it submits neither
 * (test/terminal/bursts.test.ts). Its cursor comes only with its keys, hence the `_`.
 */
export function TextField(props: { value: string; typing: boolean; width: number; tone?: Tone | undefined }) {
  const { value, typing, width, tone } = props
  const shown = typing ? `${value}_` : value
  return (
    <Text wrap="truncate">
      <StyledText tone={tone ?? 'accent'}>[</StyledText>
      <TextInput value={shown} focus={false} showCursor={false} onChange={ignore} />
      <StyledText tone={tone ?? 'accent'}>{']'.padEnd(Math.max(1, width - shown.length - 1))}</StyledText>
    </Text>
  )
}

function ignore(): void {}
