import { stepList } from '../../src/wizard/overlay.js'
import type { Asking, Found, Reviewing, Rules, StepList } from '../../src/wizard/types.js'
import { isSmall } from '../../src/wizard/viewport.js'
import { type Line, Lines } from '../parts/lines.js'
import { useCanvas } from '../parts/use-canvas.js'
import { windowOf } from '../parts/window.js'

/** The places that one can go to, with the one where one is. Answers stay, wherever one goes. */
export function StepListScreen({
  rules,
  wizard,
  at,
}: {
  rules: Rules
  wizard: Found | Asking | Reviewing
  at: StepList
}) {
  const canvas = useCanvas()
  const gap: readonly Line[] = isSmall(canvas) ? [] : [{ text: '' }]
  const here = stepList(rules, wizard).steps
  const places = ['What I found', ...rules.steps.map(({ title }) => title), 'Review']
  const lines = places.map((title, place): Line => {
    const sign = place === at.steps ? '❯' : ' '
    return {
      text: `${sign} ${place}  ${title}${place === here ? '   (here)' : ''}`,
      tone: place === at.steps ? 'accent' : undefined,
    }
  })
  const room = Math.max(1, canvas.height - 2 - 2 * gap.length)
  const { from, to } = windowOf(lines.length, at.steps, room)
  return (
    <Lines
      lines={[
        { text: 'Where to?', tone: 'title' },
        ...gap,
        ...lines.slice(from, to),
        ...gap,
        { text: 'Your answers stay, wherever you go.', tone: 'dim' },
      ]}
    />
  )
}
