import type { Facts } from '../src/known/facts.js'
import { type LatencyHistory, remember, watchEvery } from '../src/status/latency-history.js'
import { foldLines } from '../src/status/line.js'
import { liveLines } from '../src/status.js'
import { hintsIn } from '../src/wizard/hints.js'
import type { Intent } from '../src/wizard/intent.js'
import { isSmall } from '../src/wizard/viewport.js'
import { bodyIndent, type Canvas } from './parts/canvas.js'
import { ScreenFrame } from './parts/frame.js'
import { type Line, Lines } from './parts/lines.js'
import { LookingScreen } from './screens/looking.js'
import { clean } from './terminal/symbols.js'

/**
 * What the live status shows: the last look, the ages of the oldest jobs before it, and how far
 * down it is scrolled.
 */
export interface Watched {
  readonly facts: Facts | null
  readonly history: LatencyHistory
  readonly top: number
  readonly over: boolean
}

export type Watching =
  | { readonly type: 'seen'; readonly facts: Facts }
  | { readonly type: 'intent'; readonly intent: Intent; readonly canvas: Canvas }

export const unwatched: Watched = { facts: null, history: new Map(), top: 0, over: false }

/** What a look or a wish makes of the live status. */
export function watched(now: Watched, message: Watching): Watched {
  if (message.type === 'seen')
    return { ...now, facts: message.facts, history: remember(now.history, message.facts) }
  const { intent, canvas } = message
  if (intent.do === 'leave' || intent.do === 'interrupt') return { ...now, over: true }
  const by = rowsBy(intent, Math.max(1, canvas.height - 2))
  const lowest = Math.max(0, linesOf(now, canvas).length - canvas.height)
  return { ...now, top: Math.max(0, Math.min(lowest, Math.min(now.top, lowest) + by)) }
}

function rowsBy(intent: Intent, page: number): number {
  switch (intent.do) {
    case 'move-up':
      return -1
    case 'move-down':
      return 1
    case 'page-up':
      return -page
    case 'page-down':
      return page
    default:
      return 0
  }
}

/** The live status: the queue that needs help first on top. */
export function Status({ watched: now, canvas }: { watched: Watched; canvas: Canvas }) {
  const lines = linesOf(now, canvas)
  const top = Math.max(0, Math.min(now.top, lines.length - canvas.height))
  const more = lines.length - top - canvas.height
  const shown = lines.slice(top, top + canvas.height)
  const last: Line = { text: `… ${more + 1} more lines below`, tone: 'dim' }
  const fitting = more > 0 ? [...shown.slice(0, -1), last] : shown
  const scrolls = lines.length > canvas.height
  const keys = hintsIn(['status'], { scrolls }, { small: isSmall(canvas), steps: 0 })
  return (
    <ScreenFrame {...{ canvas, keys }} where={`What runs, every ${watchEvery} s`} short="Status">
      {now.facts === null ? <LookingScreen /> : <Lines lines={fitting} indent={bodyIndent(canvas)} />}
    </ScreenFrame>
  )
}

function linesOf({ facts, history }: Watched, canvas: Canvas): readonly Line[] {
  if (facts === null) return []
  const width = canvas.width - bodyIndent(canvas) - 1
  // Plain signs may be longer than what they stand for, so they come before the fold.
  return foldLines(
    liveLines(facts, width, history).map((line) => ({ ...line, text: clean(line.text, canvas.look) })),
    width,
  )
}
