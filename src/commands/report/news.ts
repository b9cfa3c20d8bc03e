import { pending, pendingText } from '../../apply/confirm-timer.js'
import type { Entry } from '../../record/run.js'
import { isStillThere, noteSeen, unseenRuns } from '../../record/unseen.js'
import { momentText } from '../../text/format.js'
import type { Context } from '../context.js'

/**
 * Tells, at the start of any command, how the last runs ended that nobody could see: their terminal
 * was gone, or systemd put them back. Hands back what notes, at the end, that the admin has seen
 * these and this process's own; it does nothing to the server and never throws.
 */
export async function news(context: Context): Promise<() => Promise<void>> {
  const { host, err, options } = context
  // Systemd asks, and nobody reads its journal.
  if (host.kind === 'practice' || options.number !== undefined) return async () => undefined
  const waits = options.yes ? undefined : await pending(host).catch(() => undefined)
  if (waits !== undefined) err(pendingText(waits))
  const seen: Entry[] = []
  for (const entry of await unseenRuns(host).catch(() => [])) {
    const there = await isStillThere(host, entry)
    err(newsOf(entry, there))
    if (!there) seen.push(entry)
  }
  return async () => {
    const { pid } = await host.machine()
    const mine = (await unseenRuns(host).catch(() => [])).filter((entry) => entry.untold?.pid === pid)
    await noteSeen(host, [...seen, ...mine])
  }
}

/** How a run ended, in a sentence. */
function newsOf({ number, who, at, changes, outcome, because }: Entry, there: boolean): string {
  const by = who === '' ? '' : `, by ${who}`
  const how = there ? '' : ' went on without its terminal and'
  const head = `The last run (#${number}${by}, ${momentText(at)})${how}`
  const what = changes.length > 0 ? `: ${changes.join(', ')}` : ''
  return outcome === 'applied'
    ? `${head} ended well${what}.`
    : `${head} put everything back${what}. ${because}`
}
