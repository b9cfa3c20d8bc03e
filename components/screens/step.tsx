import { Box } from 'ink'
import type { ReactNode } from 'react'
import type { Step } from '../../src/questions/types.js'
import { folded } from '../../src/text/fold.js'
import type { Asking, Rules } from '../../src/wizard/types.js'
import { isSmall } from '../../src/wizard/viewport.js'
import { computingSaid } from '../../src/wording/computing.js'
import { whySaid } from '../../src/wording/why.js'
import { Bars } from '../parts/bars.js'
import type { Canvas } from '../parts/canvas.js'
import { type Line, Lines } from '../parts/lines.js'
import { useCanvas } from '../parts/use-canvas.js'
import { clean } from '../terminal/symbols.js'
import { hintRows, stepLayout } from './step-layout.js'

interface StepBodyProps {
  readonly rules: Rules
  readonly wizard: Asking
  readonly step: Step
  /** How many rows the fields or options would take. */
  readonly count: number
  readonly hint: string
  /** Where it differs from the step's own. */
  readonly question?: string
  /**
   * The reasons that may be shown here, the one at hand first: the tallest keeps its rows, so that
   * nothing below moves.
   */
  readonly reasons?: readonly string[]
  /** The fields or options in this many rows. */
  readonly draw: (rows: number) => ReactNode
}

/**
 * A step: its question, the answers to edit in place, what is wrong or meant, why, and what it
 * costs.
 */
export function StepBody(props: StepBodyProps) {
  const { rules, wizard, step, count, draw } = props
  const { facts, answers } = wizard
  const canvas = useCanvas()
  const { height } = canvas
  const small = isSmall(canvas)
  const question = questionLines(props.question ?? step.question, canvas)
  const reasons = reasonLines(props.reasons ?? [whySaid(step.why(facts, answers))], canvas)
  const [why = []] = reasons
  if (small && wizard.why && wizard.wrong === null) return <Lines lines={[...question, ...why]} />
  const room = { height, small, question: question.length, count }
  const message =
    wizard.wrong === null ? hintLines(props.hint, canvas, hintRows(room)) : wrongLines(wizard.wrong, canvas)
  const rows = stepLayout({ ...room, message: message.length, reasons: reasons.map((lines) => lines.length) })
  return (
    <>
      <Lines lines={question} />
      <Box height={rows.gap} flexShrink={0} />
      <Rows height={rows.answers}>{draw(rows.answers)}</Rows>
      <Box height={rows.gap} flexShrink={0} />
      <Rows height={rows.message}>
        <Lines lines={message} />
      </Rows>
      <Rows height={rows.why}>
        <Lines lines={cutAt(why, rows.why)} />
      </Rows>
      <Box height={rows.foot} flexShrink={0} />
      <Bars budget={rules.budget(facts, answers)} computing={computingSaid(facts, answers)} />
    </>
  )
}

/** A part of the screen that keeps its height whatever is in it. */
function Rows({ height, children }: { height: number; children: ReactNode }) {
  return (
    <Box flexDirection="column" height={height} flexShrink={0} overflow="hidden">
      {children}
    </Box>
  )
}

function questionLines(question: string, canvas: Canvas): readonly Line[] {
  const lines = folded(question, canvas.width - 5).slice(0, isSmall(canvas) ? 2 : 3)
  return lines.map((text) => ({ text, tone: 'title' }))
}

function reasonLines(reasons: readonly string[], canvas: Canvas): readonly (readonly Line[])[] {
  return reasons.map((reason) =>
    folded(clean(reason, canvas.look), canvas.width - 5).map((text): Line => ({ text })),
  )
}

function hintLines(hint: string, { width }: Canvas, rows: number): readonly Line[] {
  return folded(hint, width - 5)
    .slice(0, rows)
    .map((text) => ({ text, tone: 'dim' }))
}

/** Half a sentence about what is wrong would not help, so a small screen gives it more rows. */
function wrongLines(wrong: string, canvas: Canvas): readonly Line[] {
  return folded(`! ${wrong}`, canvas.width - 5)
    .slice(0, isSmall(canvas) ? 4 : 2)
    .map((text) => ({ text, tone: 'wrong' }))
}

/** The first of some lines; a cut must not look like an end. */
function cutAt(lines: readonly Line[], rows: number): readonly Line[] {
  if (lines.length <= rows) return lines
  return lines.slice(0, rows).map((line, at) => (at === rows - 1 ? { text: `${line.text} …` } : line))
}
