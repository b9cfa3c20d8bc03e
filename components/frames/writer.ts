import { EventEmitter } from 'node:events'
import { sizeOf } from '../terminal/size.js'
import { type Frame, noFrame, paint, repaint } from './paint.js'

const hideCursor = '\u001b[?25l'
const showCursor = '\u001b[?25h'
/** A screen of our own and back to what stood there before; empty, from its first row on. */
const [enterOwn, leaveOwn, emptied] = ['\u001b[?1049h', '\u001b[?1049l', '\u001b[H\u001b[2J']
/**
 * What stands between these is shown at once where the terminal can (?2026), and no row wraps into
 * the next (?7).
 */
const [begin, end] = ['\u001b[?2026h\u001b[?7l', '\u001b[?7h\u001b[?2026l']
/** Milliseconds between two frames: a key held at 30 a second shows each of its positions. */
const between = 1000 / 60

/** When frames are drawn; milliseconds. */
export interface Timing {
  now(): number
  /** Calls back later; gives a way not to. */
  later(ms: number, act: () => void): () => void
}

/** A stdout for Ink and a way to end it. */
export interface FrameWriter {
  /**
   * For `render(…, { stdout, debug: true })`: Ink then hands over each frame whole, so that one may
   * be left out.
   */
  readonly stream: NodeJS.WriteStream
  /** Draws what waits, shows the cursor, and lets go of the terminal; again does nothing. */
  finish(): void
}

/**
 * Draws frames in a terminal: only rows that changed, in one write for each frame, 60 frames a
 * second at most, always the first and the last of a burst. It asks the terminal nothing. While the
 * terminal takes nothing, only the newest frame is kept. However the process ends, the cursor is
 * visible again.
 *
 * Ink's own `incrementalRendering` (6.8) cannot take its place (cases of test/components/frames/):
 * - Each of its writes builds on the last, so a terminal that takes nothing is owed them all ("a
 *   terminal that takes nothing …").
 * - It does not scroll: 1,667 bytes in "a key on a screen full of text that scrolls …"; the median
 *   key on the review takes 1,256 bytes, here 279.
 * - Rows that a narrower terminal folded are left behind ("after any resizes the screen shows the
 *   frame …").
 * - It moves up one row too few, which also leaves one behind ("any frames, drawn by what changed,
 *   look as …").
 * @param own on a screen of its own, so that after any resize the frame stands there alone: what a
 * terminal folds or pushes out then is no longer there to be taken away
 */
export function frameWriter(out: NodeJS.WriteStream, own = false, timing: Timing = realTiming): FrameWriter {
  const opening = own ? `${enterOwn}${emptied}${hideCursor}` : hideCursor
  const closing = own ? `${leaveOwn}${showCursor}` : showCursor
  let shown: Frame | undefined
  let newest: string | undefined
  let last = Number.NEGATIVE_INFINITY
  let cancel: (() => void) | undefined
  let full = false
  let gone = false
  let resized = false
  let over = false

  function draw(): void {
    cancel?.()
    cancel = undefined
    if (newest === undefined || gone) return
    const { columns, rows } = sizeOf(out)
    // A frame as high as the screen would scroll it, and then nothing stands where it is thought to
    // be.
    const next = { rows: newest.split('\n', Math.max(1, rows - 1)), columns }
    const first = shown === undefined ? opening : ''
    const changes = changesTo(next, rows)
    shown = next
    newest = undefined
    resized = false
    last = timing.now()
    if (changes !== '') send(`${begin}${first}${changes}${end}`)
  }

  function changesTo(next: Frame, height: number): string {
    if (shown === undefined || !resized) return paint(shown ?? noFrame, next)
    return own ? `${emptied}${paint(noFrame, next)}` : repaint(shown, next, height)
  }

  function send(text: string): void {
    full = true
    out.write(text, (error) => {
      full = false
      gone ||= error != null
      soon()
    })
  }

  /** Draws now, or when the terminal is ready for it. */
  function soon(): void {
    if (over || full || newest === undefined || cancel !== undefined) return
    const wait = last + between - timing.now()
    if (wait <= 0) draw()
    else cancel = timing.later(wait, draw)
  }

  function finish(): void {
    if (over) return
    draw()
    over = true
    if (shown !== undefined && !gone && !out.destroyed) out.write(closing)
    out.off('resize', onResize)
    process.off('exit', finish)
  }

  const stream = Object.assign(new EventEmitter(), {
    writable: true,
    write(frame: string): boolean {
      newest = frame
      soon()
      return true
    },
  })
  function onResize(): void {
    resized = true
    stream.emit('resize')
  }
  Object.defineProperties(stream, {
    columns: { get: () => sizeOf(out).columns },
    rows: { get: () => sizeOf(out).rows },
    destroyed: { get: () => out.destroyed },
  })
  out.on('resize', onResize)
  // The listener stays: a terminal that is gone may complain late, and nobody is left to tell.
  out.on('error', () => {
    gone = true
  })
  process.on('exit', finish)
  return { stream: stream as unknown as NodeJS.WriteStream, finish }
}

const realTiming: Timing = {
  now: () => performance.now(),
  later(ms, act) {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}
