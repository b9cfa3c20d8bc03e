import type { Budget } from '../../src/budget.js'
import { bytes } from '../../src/text/format.js'
import { isSmall } from '../../src/wizard/viewport.js'
import { type Line, Lines } from './lines.js'
import { useCanvas } from './use-canvas.js'

interface Cost {
  readonly planned: number
  readonly peak: number
  readonly limit: number | null
}

/**
 * What the answers cost, with the limits marked: connections, memory, and, where there is room,
 * processes beside cores.
 */
export function Bars({ budget, computing }: { budget: Budget; computing: string }) {
  const canvas = useCanvas()
  const small = isSmall(canvas)
  const { connections, memory } = budget
  const lines = [
    bar('Connections', connections, String, 'too many', canvas.width, small),
    bar('Memory', memory, bytes, 'too much', canvas.width, small),
    ...(small ? [] : [{ text: computing }]),
  ]
  return <Lines lines={lines} />
}

/**
 * One cost as a bar: planned, what changing over takes on top, and the limit. What is too much also
 * says so in words.
 */
export function bar(
  label: string,
  { planned, peak, limit }: Cost,
  show: (n: number) => string,
  over: string,
  width: number,
  small: boolean,
): Line {
  const known = limit !== null && Number.isFinite(limit) && limit > 0
  const tooMuch = known && Math.max(planned, peak) > limit
  const while_ = peak > planned && !small ? `, ${show(peak)} while changing` : ''
  const tooMuchText = small ? ' ! over' : `  ! ${over}`
  const warning = tooMuch ? tooMuchText : ''
  const text = `${known ? ofLimit(show(planned), show(limit)) : show(planned)}${while_}${warning}`
  const name = small ? label.slice(0, 7).padEnd(8) : label.padEnd(13)
  const room = Math.max(5, Math.min(40, width - 4 - name.length - 2 - text.length))
  const scale = Math.max(known ? limit * 1.05 : 0, planned, peak, 1)
  const at = (n: number) => Math.round((n / scale) * room)
  const mark = known ? Math.min(room - 1, at(limit)) : -1
  const cell = (place: number) => {
    if (place === mark) return '┊'
    if (place < at(planned)) return '▇'
    return !small && place < at(peak) ? '▒' : '░'
  }
  const cells = Array.from({ length: room }, (_, place) => cell(place))
  return { text: `${name}${cells.join('')}  ${text}`, tone: tooMuch ? 'wrong' : undefined }
}

/**
 * `6.1 of 15.6 GB`, `6.1 (6.5) of 15.6 GB`: a unit that all have is said once. `beside`: what
 * stands in brackets after it.
 */
export function ofLimit(planned: string, limit: string, beside = ''): string {
  const unit = / [A-Z]+$/.exec(limit)?.[0] ?? ''
  const bare = (text: string) => (unit === '' ? text : text.replace(new RegExp(`${unit}(?=$| |\\))`), ''))
  return `${bare(planned)}${bare(beside)} of ${limit}`
}
