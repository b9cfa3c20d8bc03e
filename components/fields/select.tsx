import { Text } from 'ink'
import SelectInput from 'ink-select-input'
import { StyledText } from '../parts/styled-text.js'
import { useCanvas } from '../parts/use-canvas.js'
import type { Tone } from '../terminal/symbols.js'

export interface SelectOption {
  readonly value: string
  readonly label: string
  readonly tone?: Tone | undefined
}

/**
 * A list with one option highlighted. ink-select-input draws it and gets no keys. With keys it
 * would do what is not wanted here (tried with 6.2 on Ink 6.8):
 * - Keys that arrive in one read all act on what was drawn before them: ↓↓ moves by one, and ↓ with
 *   Enter picks the option above (test/wizard-terminal.test.ts: "keys that arrive together choose
 *   what was drawn last, and nothing is skipped").
 * - It goes on at the other end after the last option, and a digit picks an option at once.
 * - It keeps a highlight of its own, which nothing outside can move; here the highlighted option is
 *   the answer, in the wizard's state.
 *
 * It takes an index only when it is made, so it is made anew when the highlight moves.
 */
export function Select({
  id,
  options,
  index,
}: {
  id: string
  options: readonly SelectOption[]
  index: number
}) {
  const items = options.map(({ value, label }) => ({ value, label }))
  return (
    <SelectInput
      key={`${id}:${index}:${options.map((option) => option.value).join()}`}
      items={items}
      initialIndex={Math.max(0, index)}
      isFocused={false}
      indicatorComponent={Indicator}
      itemComponent={Item}
    />
  )
}

function Indicator({ isSelected = false }: { isSelected?: boolean }) {
  return (
    <Text>
      {'   '}
      <StyledText tone="accent">{isSelected ? '❯ ' : '  '}</StyledText>
    </Text>
  )
}

function Item({ isSelected = false, label }: { isSelected?: boolean; label: string }) {
  const { width } = useCanvas()
  return (
    <StyledText tone={isSelected ? 'accent' : undefined} width={width - 6}>
      {label}
    </StyledText>
  )
}
