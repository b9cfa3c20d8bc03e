import { folded } from '../../src/text/fold.js'
import { type Hint, helpIn, helpOf } from '../../src/wizard/hints.js'
import type { Rules, Wizard } from '../../src/wizard/types.js'
import { isSmall } from '../../src/wizard/viewport.js'
import { type Line, Lines } from '../parts/lines.js'
import { useCanvas } from '../parts/use-canvas.js'
import { clean, type Look } from '../terminal/symbols.js'

/** The keys that do something where the wizard is. */
export function Help({ rules, wizard }: { rules: Rules; wizard: Wizard }) {
  const canvas = useCanvas()
  return (
    <Lines lines={helpOf(rules, wizard, isSmall(canvas)).map((hint) => hintLine(hint, 11, canvas.look))} />
  )
}

/** Asks before answers are lost. */
export function Leaving() {
  const { width, look } = useCanvas()
  const text = 'Nothing has been changed on the server, but your answers here would be lost.'
  const lines: readonly Line[] = [
    { text: 'Leave?', tone: 'title' },
    ...folded(text, width - 5).map((line) => ({ text: line })),
    { text: '' },
    ...helpIn('leaving', undefined, { small: false, steps: 0 }).map((hint) => hintLine(hint, 7, look)),
  ]
  return <Lines lines={lines} />
}

/**
 * Keys in a column as wide as this. Signs in words are longer than signs, and what they do stays in
 * its column.
 */
function hintLine({ keys, does }: Hint, column: number, look: Look): Line {
  return { text: `${clean(keys, look).padEnd(column)}${does}` }
}
