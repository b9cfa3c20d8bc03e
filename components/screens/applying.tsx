import { cell, folded } from '../../src/text/fold.js'
import { spanText } from '../../src/text/spans.js'
import type { Applying } from '../../src/wizard/types.js'
import { isSmall } from '../../src/wizard/viewport.js'
import { type Line, Lines } from '../parts/lines.js'
import { useCanvas } from '../parts/use-canvas.js'
import type { Tone } from '../terminal/symbols.js'
import { type ActionRow, fitting, progressOf } from './progress.js'

const signs = { running: '▸', done: '✔', failed: '✖', note: '!' } as const
const tonesOf: Readonly<Record<ActionRow['state'], Tone | undefined>> = {
  running: 'accent',
  done: undefined,
  failed: 'wrong',
  note: 'warn',
}

/** What is being done, one line each; the newest stay in sight. */
export function ApplyingScreen({ wizard }: { wizard: Applying }) {
  const canvas = useCanvas()
  const rows = progressOf(wizard.events).flatMap((row) => linesOf(row, canvas.width - 5, isSmall(canvas)))
  const promise = wizard.stopping
    ? 'Stopping: the action at hand ends, then all of it goes back to how it was.'
    : 'If anything fails, all of it goes back to how it was.'
  const foot = folded(promise, canvas.width - 5).map(
    (text): Line => ({ text, tone: wizard.stopping ? 'warn' : 'dim' }),
  )
  const room = Math.max(1, canvas.height - foot.length - 1)
  return <Lines lines={[...rows.slice(-room), { text: '' }, ...foot]} indent={2} />
}

function linesOf(row: ActionRow, width: number, small: boolean): readonly Line[] {
  const tone = tonesOf[row.state]
  if (row.state === 'note') return folded(`${signs.note} ${row.text}`, width).map((text) => ({ text, tone }))
  const end = row.seconds === null ? row.detail : spanText(row.seconds, 'tenths')
  const room = Math.max(8, end.length)
  const failed = row.state === 'failed' ? ' failed' : ''
  const text = `${signs[row.state]} ${fitting(row, width - room - 3 - failed.length, small)}${failed}`
  return [{ text: `${cell(text, width - room - 1)} ${end.padStart(room)}`, tone }]
}

/** How far it is: actions ended, of how many. */
export function howFar(wizard: Applying): string {
  const back = isPuttingBack(wizard)
  const done = wizard.events.filter((event) => event.event === 'done' && event.back === back).length
  const begun = wizard.events.findLast((event) => event.event === 'begin' && event.back)
  // How much is to be put back is only known once it has begun.
  if (back) return begun?.event === 'begin' ? `${done}/${begun.of}` : '…'
  return `${done}/${wizard.plan.actions.length}`
}

/** Whether what was done is being undone. */
export function isPuttingBack({ events }: Applying): boolean {
  return events.some((event) => event.event === 'putting-back')
}
