import { readHistory, undoable } from '../record/history.js'
import type { Entry } from '../record/run.js'
import { momentText, plural } from '../text/format.js'
import type { Context } from './context.js'
import { tellUnderWay } from './run/under-way.js'

/** `undo --list`: what was done here, the newest first. Exit status 0. */
export async function listCommand(context: Context): Promise<number> {
  const { host, options, out, err } = context
  await tellUnderWay(context)
  const entries = await readHistory(host, err)
  const open = undoable(entries).map(({ number }) => number)
  if (options.json) {
    // Without the states: they are long, and only an undo needs them.
    out(
      JSON.stringify(
        entries.map(({ from: _, to: __, untold: ___, version: ____, ...entry }) => ({
          ...entry,
          undoable: open.includes(entry.number),
        })),
      ),
    )
    return 0
  }
  if (entries.length === 0) out('Nothing was changed by mastodon-tune on this server yet.')
  for (const entry of entries.toReversed()) {
    const { number, at, who, changes, to } = entry
    const what = changes.join(', ') || plural(Object.keys(to.files).length, 'file')
    out(`#${number}  ${momentText(at)}  ${who.padEnd(10)}  ${stateOf(entry, open).padEnd(11)}  ${what}`)
  }
  return 0
}

function stateOf({ kind, number, outcome }: Entry, open: readonly number[]): string {
  if (outcome !== 'applied') return outcome
  if (kind === 'undo') return 'undo'
  return open.includes(number) ? 'applied' : 'taken back'
}
