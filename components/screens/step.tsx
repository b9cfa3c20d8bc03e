import { Box } from 'ink'
import type { ReactNode } from 'react'
import type { Step } from '../../src/questions/types.js'
import { folded } from '../../src/text/fold.js'
import type { Asking, Rules } from '../../src/wizard/types.js'
import { isSmall } from '../../src/wizard/viewport.js'
import { computingSaid } from '../../src/wording/computing.js'
import { whySaid } from '../../src/wording/why.js'
import { Bars } from '../bars.js'
import { type Line, Lines } from '../lines.js'
import { useCanvas } from '../say.js'
import { clean } from '../symbols.js'

/** The bones of a step: question, answer in place, what is wrong or meant, why, and what it costs. */
export function StepBody(props: {
  rules: Rules
  wizard: Asking
  step: Step
  count: number
  hint: string
  /** Where it differs from the step's own. */
  question?: string
  /** The reasons that may be shown here, the one at hand first: the tallest keeps its rows, so that nothing below moves. */
  reasons?: readonly string[]
  draw: (room: number) => ReactNode
}) {
  const {
    rules,
    wizard,
    step,
    count,
    hint,
    draw,
    reasons = [whySaid(step.why(wizard.facts, wizard.answers))],
  } = props
  const canvas = useCanvas()
  const small = isSmall(canvas)
  const question: readonly Line[] = folded(props.question ?? step.question, canvas.width - 5)
    .slice(0, small ? 2 : 3)
    .map((text) => ({ text, tone: 'title' }))
  const [why = [], ...others] = reasons.map((reason) => folded(clean(reason, canvas.look), canvas.width - 5))
  if (small && wizard.why && wizard.wrong === null)
    return <Lines lines={[...question, ...why.map((text) => ({ text }))]} />
  const hints = !small || canvas.height - question.length - 2 - count >= 2 ? 2 : 1
  const message: readonly Line[] =
    wizard.wrong === null
      ? folded(hint, canvas.width - 5)
          .slice(0, hints)
          .map((text) => ({ text, tone: 'dim' }))
      : folded(`! ${wizard.wrong}`, canvas.width - 5)
          // Half a sentence about what is wrong would not help.
          .slice(0, small ? 4 : 2)
          .map((text) => ({ text, tone: 'wrong' }))
  // The message keeps its rows free even when it has nothing to say, so that nothing below it moves.
  const messageRows = small ? Math.max(1, message.length) : 2
  const gap = small ? 0 : 1
  const bars = small ? 2 : 3
  const fixed = question.length + messageRows + bars + gap * 3
  const room = Math.max(1, Math.min(count, canvas.height - fixed))
  const tallest = Math.max(why.length, ...others.map((lines) => lines.length))
  const spare = canvas.height - fixed - room
  // A reason is worth more than the blank row below it.
  const foot = tallest > spare ? 0 : gap
  const whyRows = small ? 0 : Math.max(0, Math.min(tallest, spare + gap - foot))
  return (
    <>
      <Lines lines={question} />
      <Box height={gap} flexShrink={0} />
      <Box flexDirection="column" height={room} flexShrink={0} overflow="hidden">
        {draw(room)}
      </Box>
      <Box height={gap} flexShrink={0} />
      <Box flexDirection="column" height={messageRows} flexShrink={0} overflow="hidden">
        <Lines lines={message} />
      </Box>
      <Box flexDirection="column" height={whyRows} flexShrink={0} overflow="hidden">
        <Lines lines={cutAt(why, whyRows).map((text) => ({ text }))} />
      </Box>
      <Box height={foot} flexShrink={0} />
      <Bars
        budget={rules.budget(wizard.facts, wizard.answers)}
        computing={computingSaid(wizard.facts, wizard.answers)}
      />
    </>
  )
}

/** The first lines of a text; a cut must not look like an end. */
function cutAt(lines: readonly string[], rows: number): readonly string[] {
  return lines.length <= rows
    ? lines
    : lines.slice(0, rows).map((line, at) => (at === rows - 1 ? `${line} …` : line))
}
