import { cut } from '../../src/text/fold.js'
import { isSmall, type Viewport } from '../../src/wizard/viewport.js'
import type { Size } from '../terminal/size.js'
import { clean, type Look } from '../terminal/symbols.js'

/** What every screen is drawn with. `width` and `height` are of the body between the rules. */
export interface Canvas {
  readonly look: Look
  readonly width: number
  readonly height: number
  readonly practice: boolean
  readonly server: string
}

const highest = 31
const widest = 120

/**
 * The canvas of a terminal of this size: a row is left free, since a frame as high as the screen
 * clears the scrollback.
 */
export function canvasOf(size: Size, look: Look, practice: boolean, server: string): Canvas {
  const height = Math.max(1, Math.min(size.rows - 1, highest) - 4)
  return { look, practice, server, width: Math.max(20, Math.min(size.columns, widest)), height }
}

/** What the wizard knows of the canvas: what it needs to find a row. */
export const viewportOf = ({ width, height, look: { ascii } }: Canvas): Viewport => ({ width, height, ascii })

/** How far the lines of a body stand from the left. */
export const bodyIndent = (canvas: Canvas): number => (isSmall(canvas) ? 1 : 3)

/** The rule above and below a screen's body. */
export const ruleOf = (canvas: Canvas): string => ` ${'─'.repeat(Math.max(0, canvas.width - 2))}`

/**
 * The keys in one line, each whole: with less between them where they don't fit, then without those
 * before the last, which is the way to help and so to all of them.
 */
export function keysLine(keys: string, { look, width }: Canvas): string {
  const items = keys.split(/ {2,}/).map((item) => clean(arrows(item, look), look))
  const room = width - 2
  if (items.join('   ').length <= room) return items.join('   ')
  while (items.length > 2 && items.join('  ').length > room) items.splice(-2, 1)
  return items.join('  ')
}

/** Arrows in words where the terminal knows none. */
function arrows(keys: string, { ascii }: Look): string {
  return ascii
    ? keys
        .replace('↑↓←→', 'arrows')
        .replace('↑↓ ←→', 'arrows')
        .replace('↑↓', 'up/down')
        .replace('←→', '<-/->')
    : keys
}

/** The line on top: the program, the server, and where one is. */
export function topLine(canvas: Canvas, where: string, short: string): string {
  const room = canvas.width - 2
  const narrow = canvas.width < 70
  const practice = narrow ? 'practice: nothing is real' : 'practice server: nothing is real'
  const server = canvas.practice ? practice : canvas.server
  const whole = server === '' ? 'mastodon-tune' : `mastodon-tune · ${server}`
  const left = canvas.practice && narrow ? practice : whole
  const start = clean(left, canvas.look)
  const end = clean(narrow ? short : where, canvas.look)
  const kept = cut(
    start,
    canvas.practice ? start.length : Math.max(13, room - end.length - 2),
    canvas.look.more,
  )
  const right = cut(end, Math.max(0, room - kept.length - 1), canvas.look.more)
  return ` ${kept}${' '.repeat(Math.max(1, room - kept.length - right.length))}${right}`
}
