import type { Choice, Step } from '../../src/questions/types.js'
import { cell } from '../../src/text/fold.js'
import { highlighted } from '../../src/wizard/entering.js'
import type { Asking, Rules } from '../../src/wizard/types.js'
import { isSmall } from '../../src/wizard/viewport.js'
import { Select } from '../fields/select.js'
import { useCanvas } from '../parts/use-canvas.js'
import { windowOf } from '../parts/window.js'
import { StepBody } from './step.js'

const worst = 10
const scoreCells = 10

/** A step with a choice: the highlighted option is the answer. */
export function StepChoice(props: { rules: Rules; wizard: Asking; step: Extract<Step, { kind: 'choice' }> }) {
  const { rules, wizard, step } = props
  const canvas = useCanvas()
  const choices = step.choices(wizard.facts, wizard.answers)
  const index = highlighted(step, wizard)
  const labels = Math.max(...choices.map((choice) => choice.label.length), 6) + 2
  const scored = choices.some((choice) => choice.score !== undefined)
  const details = Math.max(8, canvas.width - 6 - labels - (scored ? scoreCells + 8 : 0) - 11)
  const detail = choices[index]?.detail ?? ''
  const legend = scored ? 'Bars: exposure, from 0 (best) to 10 (worst).' : ''
  // What was cut, or left out on a small screen, is told in full of the highlighted option.
  const hint = isSmall(canvas) || detail.length > details ? detail : legend
  const options = choices.map((choice) => ({
    value: choice.value,
    label: isSmall(canvas) ? shortLabel(choice, labels) : longLabel(choice, labels, details),
  }))
  return (
    <StepBody
      {...{ rules, wizard, step, hint }}
      count={Math.max(1, choices.length)}
      draw={(room) => {
        const { from, to } = windowOf(options.length, Math.max(0, index), room)
        return <Select id={step.id} options={options.slice(from, to)} index={index - from} />
      }}
    />
  )
}

function shortLabel(choice: Choice, labels: number): string {
  const score = choice.score === undefined ? '' : `${choice.score.toFixed(1).padStart(4)}  `
  return `${choice.label.padEnd(labels)}${score}${choice.proposed ? 'proposed' : ''}`
}

function longLabel(choice: Choice, labels: number, details: number): string {
  const full = choice.score === undefined ? 0 : Math.round((choice.score / worst) * scoreCells)
  const score =
    choice.score === undefined
      ? ''
      : `  ${'▇'.repeat(full)}${'░'.repeat(scoreCells - full)}  ${choice.score.toFixed(1).padStart(4)}`
  return `${choice.label.padEnd(labels)}${cell(choice.detail, details)}${score}${choice.proposed ? '  proposed' : ''}`
}
