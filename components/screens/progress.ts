import { doneText, runningText, shortText } from '../../src/plan/actions/index.js'
import type { Action, ApplyEvent } from '../../src/state.js'
import { plural } from '../../src/text/format.js'

/** An action under way or done, as the admin sees it. */
export interface ActionRow {
  readonly text: string
  /** What it is when it is done. */
  readonly done: string
  /** The same with its verb first and without what every name has. */
  readonly short: string
  readonly state: 'running' | 'done' | 'failed' | 'note'
  readonly seconds: number | null
  /** What it waits for at the moment. */
  readonly detail: string
}

/** The actions told so far, in order; each changes in place when its end is told. */
export function progressOf(events: readonly ApplyEvent[]): readonly ActionRow[] {
  const rows: ActionRow[] = []
  const end = (change: Partial<ActionRow>) => {
    const last = rows.findLastIndex((row) => row.state === 'running')
    const row = rows[last]
    if (row !== undefined) rows[last] = { ...row, ...change }
  }
  for (const event of events) {
    if (event.event === 'begin') rows.push(begun(event.action))
    else if (event.event === 'done') end({ state: 'done', seconds: event.seconds, detail: '' })
    else if (event.event === 'draining') end({ detail: remainingText(event.left, event.oldest) })
    else if (event.event === 'warned') rows.push(note(`Warning: ${event.text}`))
    else if (event.event === 'putting-back') rows.push(note(`Putting everything back: ${event.because}`))
    else if (event.event === 'failed') {
      end({ state: 'failed', detail: '' })
      rows.push(note(event.because))
    }
  }
  return rows
}

function begun(action: Action): ActionRow {
  return {
    text: runningText(action),
    done: doneText(action),
    short: shortText(action),
    state: 'running',
    seconds: null,
    detail: '',
  }
}

function note(text: string): ActionRow {
  return { text, done: text, short: text, state: 'note', seconds: null, detail: '' }
}

/**
 * The longest words for a row that fit; a small screen has the short ones all along, so that its
 * rows are alike.
 */
export function fitting({ text, done, short, state }: ActionRow, width: number, small: boolean): string {
  const long = state === 'done' ? done : text
  if (!small && long.length <= width) return long
  return short.length <= width ? short : short.replace(/@\d+/, '')
}

function remainingText(left: number | null, oldest: number | null): string {
  if (left === null) return 'asking'
  return `${plural(left, 'job')} left${oldest === null ? '' : `, oldest ${oldest} s`}`
}
