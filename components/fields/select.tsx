import { Text } from 'ink'
import SelectInput from 'ink-select-input'
import { Say, useCanvas } from '../say.js'
import type { Tone } from '../symbols.js'

export interface Option {
  readonly value: string
  readonly label: string
  readonly tone?: Tone | undefined
}

/**
 * A list with one option highlighted. The library only draws: it gets no keys (two keys in one read make it pick the option
 * drawn before), and is made anew when the highlight moves, as it takes no index afterwards.
 */
export function Select({ id, options, index }: { id: string; options: readonly Option[]; index: number }) {
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
      <Say tone="accent">{isSelected ? '❯ ' : '  '}</Say>
    </Text>
  )
}

function Item({ isSelected = false, label }: { isSelected?: boolean; label: string }) {
  const { width } = useCanvas()
  return (
    <Say tone={isSelected ? 'accent' : undefined} width={width - 6}>
      {label}
    </Say>
  )
}
