import type { Host } from '../host/host.js'
import { startOf } from '../record.js'
import { entryFile, nextNumber, parseEntry } from './history.js'
import type { Entry } from './run.js'

/**
 * The newest runs of which nobody could see the end yet, the oldest first; those before a run that
 * was seen are old news.
 */
export async function unseenRuns(host: Host): Promise<readonly Entry[]> {
  const found: Entry[] = []
  for (let number = (await nextNumber(host)) - 1; number > 0; number--) {
    const text = await host.read(entryFile(number)).catch(() => '')
    // Asked at each start, where the schema has no time to be loaded.
    if (!text.includes('"untold"')) break
    const entry = await parseEntry(text, number).catch(() => undefined)
    if (entry?.untold === undefined) break
    found.unshift(entry)
  }
  return found
}

/**
 * Whether the process that ended a run is there still: its wizard waits for a key, or its terminal
 * takes nothing.
 */
export async function isStillThere(host: Host, { untold }: Entry): Promise<boolean> {
  return untold !== undefined && untold.started !== '' && (await startOf(host, untold.pid)) === untold.started
}

/**
 * Notes that somebody could see how these runs ended. A disk that takes no note has it told once
 * more.
 */
export async function noteSeen(host: Host, entries: readonly Entry[]): Promise<void> {
  for (const { untold, ...entry } of entries) {
    await host.write(entryFile(entry.number), `${JSON.stringify(entry)}\n`, 0o600).catch(() => undefined)
  }
}
