import type { Action, ApplyEvent } from '../../src/state.js'

/** An action under way or done, as the admin sees it. */
export interface Progress {
  readonly text: string
  readonly state: 'running' | 'done' | 'failed' | 'note'
  readonly seconds: number | null
}

/** The actions told so far, in order; each changes in place when its end is told. */
export function progressOf(events: readonly ApplyEvent[]): readonly Progress[] {
  const rows: Progress[] = []
  const end = (change: Partial<Progress>) => {
    const last = rows.findLastIndex((row) => row.state === 'running')
    const row = rows[last]
    if (row !== undefined) rows[last] = { ...row, ...change }
  }
  for (const event of events) {
    if (event.event === 'begin') rows.push({ text: actionText(event.action), state: 'running', seconds: null })
    else if (event.event === 'done') end({ state: 'done', seconds: event.seconds })
    else if (event.event === 'putting-back') rows.push({ text: `Putting everything back: ${event.because}`, state: 'note', seconds: null })
    else {
      end({ state: 'failed' })
      rows.push({ text: event.because, state: 'note', seconds: null })
    }
  }
  return rows
}

/** An action in a few words. */
export function actionText(action: Action): string {
  const name = (path: string) => path.slice(path.lastIndexOf('/') + 1)
  switch (action.do) {
    case 'write':
    case 'remove':
    case 'link':
      return `${action.do} ${name(action.path)}`
    case 'reload':
      return 'systemd reads the new files'
    case 'await':
      return `${action.unit} works`
    default:
      return `${action.do} ${action.unit}`
  }
}
