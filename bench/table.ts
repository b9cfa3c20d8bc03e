import type { Changed } from '../test/server/busy.js'
import { markdown } from './markdown.js'

/** What one procedure did. */
type Row = Changed<unknown> & { readonly name: string }

const JOBS = 60
const COLUMNS: Readonly<Record<string, (row: Row) => string>> = {
  procedure: ({ name }) => name,
  'jobs lost': ({ count }) => `${bold(count.lost)} of ${JOBS}`,
  'jobs run twice': ({ count }) => `${count.twice}`,
  'seconds without a consumer': ({ watched }) => bold(watched.longestGap),
  'seconds it took': ({ took }) => took.toFixed(0),
  'seconds until all jobs were done': ({ count, doneAfter }) =>
    count.done === JOBS ? doneAfter.toFixed(0) : `never (${count.done} in ${doneAfter.toFixed(0)})`,
}

/** The procedures side by side, as Markdown. */
export function table(rows: readonly Row[]): string {
  return markdown(
    Object.keys(COLUMNS),
    rows.map((row) => Object.values(COLUMNS).map((cell) => cell(row))),
  )
}

function bold(value: number): string {
  return `**${Number(value.toFixed(1))}**`
}
