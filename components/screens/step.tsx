import { Box } from 'ink'
import type { ReactNode } from 'react'
import type { Step } from '../../src/steps/types.js'
import type { Asking, Rules } from '../../src/wizard/types.js'
import { Bars } from '../bars.js'
import { type Line, Lines } from '../lines.js'
import { isSmall, useCanvas } from '../say.js'
import { folded } from '../text.js'

/** The bones of a step: question, answer in place, what is wrong or meant, why, and what it costs. */
export function StepBody(props: {
  rules: Rules
  wizard: Asking
  step: Step
  count: number
  hint: string
  draw: (room: number) => ReactNode
}) {
  const { rules, wizard, step, count, hint, draw } = props
  const canvas = useCanvas()
  const small = isSmall(canvas)
  const question: readonly Line[] = folded(step.question, canvas.width - 5)
    .slice(0, small ? 2 : 3)
    .map((text) => ({ text, tone: 'title' }))
  const why = folded(`Why: ${step.why(wizard.facts, wizard.answers)}`, canvas.width - 5)
  if (small && wizard.why && wizard.wrong === null) return <Lines lines={[...question, ...why.map((text) => ({ text }))]} />
  const hints = !small || canvas.height - question.length - 2 - count >= 2 ? 2 : 1
  const message: readonly Line[] =
    wizard.wrong === null
      ? folded(hint, canvas.width - 5)
          .slice(0, hints)
          .map((text) => ({ text, tone: 'dim' }))
      : folded(`! ${wizard.wrong}`, canvas.width - 5)
          .slice(0, 2)
          .map((text) => ({ text, tone: 'wrong' }))
  // The message keeps its rows free even when it has nothing to say, so that nothing below it moves.
  const messageRows = small ? Math.max(1, message.length) : 2
  const gap = small ? 0 : 1
  const fixed = question.length + messageRows + 2 + gap * 3
  const room = Math.max(1, Math.min(count, canvas.height - fixed))
  const reasons = small ? 0 : Math.max(0, Math.min(why.length, canvas.height - fixed - room))
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
      <Lines lines={why.map((text) => ({ text }))} height={reasons} />
      <Box height={gap} flexShrink={0} />
      <Bars budget={rules.budget(wizard.facts, wizard.answers)} />
    </>
  )
}
