import { hanging } from '../../src/text/fold.js'
import { ending } from '../../src/wizard/ending.js'
import type { Failed, Finished } from '../../src/wizard/types.js'
import { isSmall } from '../../src/wizard/viewport.js'
import type { Place } from '../../src/wording/place.js'
import { bodyIndent } from '../parts/canvas.js'
import { type Line, Lines } from '../parts/lines.js'
import { useCanvas } from '../parts/use-canvas.js'

/** How it ended; the same lines stay in the scrollback after leaving. */
export function EndScreen({ wizard, place = {} }: { wizard: Finished | Failed; place?: Place | undefined }) {
  const canvas = useCanvas()
  const bad = wizard.phase === 'failed' || wizard.exitCode !== 0
  const tone = bad ? 'wrong' : 'good'
  const lines = ending(wizard, place).flatMap((text, at) =>
    fitted(text, canvas.width - 5).map((part): Line => ({ text: part, tone: at > 0 ? undefined : tone })),
  )
  const more: Line = { text: 'More is printed when you leave.', tone: 'dim' }
  const gap: readonly Line[] = isSmall(canvas) ? [] : [{ text: '' }]
  const all = [...gap, ...lines]
  return (
    <Lines
      lines={all.length <= canvas.height ? all : [...all.slice(0, canvas.height - 1), more]}
      indent={bodyIndent(canvas)}
    />
  )
}

/** A command keeps its columns and its indent; only sentences are folded. */
function fitted(text: string, width: number): readonly string[] {
  if (text.length <= width) return [text]
  const [label = '', command] = text.trim().split(/ {2,}/)
  if (command !== undefined) return [label, `  ${command}`]
  return hanging(text, width, text.startsWith(' ') ? '    ' : '')
}
