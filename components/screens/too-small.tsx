import { Text } from 'ink'
import { cut, folded } from '../../src/text/fold.js'
import { keyFor } from '../../src/wizard/hints.js'
import { least, type Size } from '../terminal/size.js'

/** As keys are written where a sentence begins: `Ctrl-C`. */
const leaves = keyFor('tooSmall', 'interrupt').replace(/\b[a-z]/g, (letter) => letter.toUpperCase())

/** Instead of a screen that would not be whole; it goes on as soon as there is room. */
export function TooSmall({ size: { columns, rows } }: { size: Size }) {
  const text = `This terminal has ${columns} x ${rows}; ${least.columns} x ${least.rows} are needed. Make it larger, and it goes on. ${leaves} leaves.`
  // A row is left free: a frame as high as the screen clears the scrollback.
  const lines = folded(text, Math.max(1, columns)).slice(0, Math.max(1, rows - 1))
  return <Text>{lines.map((line) => cut(line, columns, '')).join('\n')}</Text>
}
