import type { Line } from '../lines.js'
import { Lines } from '../lines.js'
import { isSmall, useCanvas } from '../say.js'
import { clean } from '../symbols.js'
import { folded } from '../text.js'

/** The width of a help line's keys. */
const column = 11

const help: Readonly<Record<string, readonly string[]>> = {
  found: [
    'enter  go on, step by step',
    't      straight to the threads',
    'f      all facts, or the load',
    's      the list of steps',
    'q, esc  leave',
  ],
  choice: [
    '↑ ↓    choose',
    'r      back to what is proposed',
    'enter  next step',
    'esc    step back; answers stay',
    's      the list of steps',
    'q      leave',
  ],
  form: [
    '↑ ↓    choose, or go to a field',
    '← →    less, more (also - and +)',
    '0-9 x  type a value',
    'r      back to what is proposed',
    'enter  next step',
    'esc    step back; answers stay',
    's      the list of steps',
    'q      leave',
  ],
  sizes: [
    '↑ ↓    choose a queue',
    '← →    less, more (also - and +)',
    'tab    threads, or processes',
    '0-9    type it; 2x25 sets both',
    'r      take what is proposed',
    'enter  next step',
    'esc    step back; answers stay',
    's      the list of steps',
    'q      leave',
  ],
  reviewing: [
    'tab    the next view',
    '↑ ↓    next file, or scroll',
    'PgUp/PgDn  scroll (also b, space)',
    '/      find; n next, N previous',
    'w      save all of it to a file',
    'esc    back to the steps',
    's      the list of steps',
    'q      leave',
  ],
}

/** The keys of a phase, or of a kind of step: those that do something there. `agreeing`: what `y` does in the review. */
export function Help({ of, agreeing }: { of: string; agreeing?: string | undefined }) {
  const canvas = useCanvas()
  // A larger screen shows "why" all along.
  const why = isSmall(canvas) && (of === 'form' || of === 'choice' || of === 'sizes') ? ['w      why'] : []
  const agree = agreeing === undefined ? [] : [`y      ${agreeing}`]
  const lines = [...agree, ...(help[of] ?? []), ...why].map((text): Line => {
    // Signs in words are longer than signs, and what they do stays in its column.
    const [keys = '', does = ''] = text.split(/ {2,}/)
    return { text: `${clean(keys, canvas.look).padEnd(column)}${does}` }
  })
  return <Lines lines={lines} />
}

/** Asks before answers are lost. */
export function Leaving() {
  const { width } = useCanvas()
  const text = 'Nothing has been changed on the server, but your answers here would be lost.'
  const lines = folded(text, width - 5).map((line): Line => ({ text: line }))
  return (
    <Lines
      lines={[
        { text: 'Leave?', tone: 'title' },
        ...lines,
        { text: '' },
        { text: 'y      leave' },
        { text: 'other  stay' },
      ]}
    />
  )
}
