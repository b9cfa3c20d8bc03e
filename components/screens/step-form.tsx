import { Box } from 'ink'
import type { Field, FormStep, Step } from '../../src/questions/types.js'
import type { Asking, Rules } from '../../src/wizard/types.js'
import { isSmall } from '../../src/wizard/viewport.js'
import { TextField } from '../fields/text.js'
import { Lines } from '../parts/lines.js'
import { StyledText } from '../parts/styled-text.js'
import { useCanvas } from '../parts/use-canvas.js'
import { markedWindow } from '../parts/window.js'
import { goesOn } from '../terminal/symbols.js'
import { StepBody } from './step.js'

/** A step with fields, each edited in place. */
export function StepForm(props: { rules: Rules; wizard: Asking; step: Step & FormStep }) {
  const { rules, wizard, step } = props
  const canvas = useCanvas()
  const { look } = canvas
  const small = isSmall(canvas)
  const fields = step.fields(wizard.facts, wizard.answers)
  const here = fields[wizard.cursor]
  const labels = Math.max(6, ...fields.map((field) => field.label.length)) + 2
  const values = Math.max(8, ...fields.map((field) => field.value.length + 3))
  return (
    <StepBody
      {...{ rules, wizard, step }}
      count={Math.max(1, fields.length)}
      hint={here === undefined ? 'There is nothing to decide here.' : hintOf(here, small)}
      draw={(room) => {
        const { from, to } = markedWindow(fields.length, wizard.cursor, room)
        const marked = room >= 3
        const rows = fields
          .slice(from, to)
          .map((field) => (
            <Row
              key={field.id}
              field={field}
              wizard={field === here ? wizard : null}
              labels={labels}
              values={values}
            />
          ))
        return (
          <>
            {marked && from > 0 ? (
              <Lines lines={[{ text: goesOn(look, 'above', `${from} more`), tone: 'dim' }]} indent={5} />
            ) : null}
            {rows}
            {marked && to < fields.length ? (
              <Lines
                lines={[{ text: goesOn(look, 'below', `${fields.length - to} more`), tone: 'dim' }]}
                indent={5}
              />
            ) : null}
          </>
        )
      }}
    />
  )
}

/**
 * What is allowed and what is to be known of the value; a small screen has room for the beginning
 * only.
 */
function hintOf({ hint, note = '', now }: Field, small: boolean): string {
  const runs = small && now !== undefined ? `now ${now}` : ''
  return (small ? [runs, note, hint] : [hint, note]).filter((part) => part !== '').join(' · ')
}

function Row({
  field,
  wizard,
  labels,
  values,
}: {
  field: Field
  wizard: Asking | null
  labels: number
  values: number
}) {
  const canvas = useCanvas()
  const here = wizard !== null
  const value = wizard?.typed ?? field.value
  const tone = typeof wizard?.wrong === 'string' ? 'wrong' : undefined
  const notes = [field.now === undefined ? '' : `now ${field.now}`, proposalOf(field, wizard?.wrong)]
  const tail = isSmall(canvas) ? '' : notes.filter((note) => note !== '').join(' · ')
  const wide = isSmall(canvas) ? Math.min(labels, Math.max(8, canvas.width - values - 6)) : labels
  return (
    <Box height={1} flexShrink={0}>
      <StyledText tone="accent">{here ? '   ❯ ' : '     '}</StyledText>
      <StyledText tone={here ? 'accent' : undefined}>
        {field.label.slice(0, wide - 1).padEnd(wide)}
      </StyledText>
      {here ? (
        <TextField value={value} typing={wizard.typed !== null} width={values + 2} tone={tone} />
      ) : (
        <StyledText>{` ${value}`.padEnd(values + 2)}</StyledText>
      )}
      <StyledText tone="dim" width={Math.max(0, canvas.width - 6 - wide - values - 2)}>
        {tail}
      </StyledText>
    </Box>
  )
}

/** The answer behind a wrong text may be the proposed one; the text is not. */
function proposalOf({ value, proposed }: Field, wrong: string | null | undefined): string {
  if (wrong) return ''
  return value === proposed ? 'proposed' : `proposed ${proposed}`
}
