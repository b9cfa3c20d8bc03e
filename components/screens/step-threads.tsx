import type { Field, FormStep, Step } from '../../src/questions/types.js'
import { groupLoad } from '../../src/status/groups.js'
import { keyFor } from '../../src/wizard/hints.js'
import type { Asking, Rules } from '../../src/wizard/types.js'
import { partOf } from '../../src/wizard/typing.js'
import { isSmall } from '../../src/wizard/viewport.js'
import { whySaid } from '../../src/wording/why.js'
import { type Line, Lines } from '../parts/lines.js'
import { useCanvas } from '../parts/use-canvas.js'
import { markedWindow } from '../parts/window.js'
import { goesOn } from '../terminal/symbols.js'
import { StepBody } from './step.js'
import { sizeWords, threadsTable } from './threads-table.js'

const smallQuestion = 'Processes × threads for each queue?'

/**
 * The step of the groups' sizes: a table, edited in place, with what runs now and how it does
 * beside it.
 */
export function StepThreads({
  rules,
  wizard,
  step,
}: {
  rules: Rules
  wizard: Asking
  step: Step & FormStep
}) {
  const canvas = useCanvas()
  const small = isSmall(canvas)
  const fields = step.fields(wizard.facts, wizard.answers)
  const here = fields[wizard.cursor]
  const indent = small ? 1 : 3
  const [head = { text: '' }, ...rows] = threadsTable(wizard, fields, canvas.width - indent - 3, small)
  const general = step.why(wizard.facts, wizard.answers)
  const reasons = [here, ...fields].flatMap((field) =>
    field === undefined ? [] : [reasonOf(field, general)],
  )
  return (
    <StepBody
      {...{ rules, wizard, step, reasons }}
      {...(small ? { question: smallQuestion } : {})}
      count={fields.length + 1}
      hint={here === undefined ? 'There is nothing to decide here.' : hintOf(here, wizard, small)}
      draw={(room) => {
        const { from, to } = markedWindow(rows.length, wizard.cursor, room - 1)
        const marked = room - 1 >= 3
        const mark = (way: 'above' | 'below', count: number): readonly Line[] =>
          marked && count > 0 ? [{ text: goesOn(canvas.look, way, `  ${count} more`), tone: 'dim' }] : []
        const lines = [
          head,
          ...mark('above', from),
          ...rows.slice(from, to),
          ...mark('below', rows.length - to),
        ]
        return <Lines lines={lines} indent={indent} />
      }}
    />
  )
}

function reasonOf({ why, value, proposed }: Field, general: string): string {
  if (why === undefined) return whySaid(general)
  return whySaid(why, value === proposed ? '' : sizeWords(proposed))
}

/**
 * What may be typed and what the queue does; on a small screen what its table has no column for.
 */
function hintOf(field: Field, wizard: Asking, small: boolean): string {
  const { note = '', value, proposed, id } = field
  const { hint } = partOf(field, wizard.part) === 'processes' && field.processes ? field.processes : field
  if (!small) return [hint, ...(note === '' ? [] : [note])].join(' · ')
  const load = groupLoad(wizard.facts, wizard.answers.layout, id)
  const now = load === undefined ? '' : `now ${load.served} · `
  return `${now}${value === proposed ? 'as proposed' : `${keyFor('sizes', 'take-proposed')}: proposed ${sizeWords(proposed)}`}`
}
