import { type Host, HostError, ifThere } from '../host/host.js'
import { hasEnded, removeNote, startOf, stateFolder, unfinished } from '../record.js'
import { sentence } from '../text/sentence.js'
import type { Entry, UnderWay, Unread } from './run.js'
import { TooNew } from './version.js'

const folder = `${stateFolder}/history`

/**
 * All runs that have ended, the oldest first. A file that can't be understood is told and left out.
 */
export async function readHistory(
  host: Host,
  tell: (sentence: string) => void = () => undefined,
): Promise<readonly Entry[]> {
  const { entries, unread } = await readWholeHistory(host)
  for (const { because } of unread) tell(`${because}, so that run can't be undone.`)
  return entries
}

/** The same with the runs whose file can't be understood, the oldest first. */
export async function readWholeHistory(
  host: Host,
): Promise<{ readonly entries: readonly Entry[]; readonly unread: readonly Unread[] }> {
  const names = ((await ifThere(host.list(folder))) ?? []).filter((name) => /^\d{6}\.json$/.test(name)).sort()
  const entries: Entry[] = []
  const unread: Unread[] = []
  for (const name of names) {
    const number = Number(name.slice(0, 6))
    try {
      entries.push(await parseEntry(await host.read(entryFile(number)), number))
    } catch (error) {
      const unreadable = error instanceof HostError ? `can't be read (${sentence(error)})` : 'is damaged'
      const newer = error instanceof TooNew
      unread.push({ number, newer, because: `${entryFile(number)} ${newer ? error.message : unreadable}` })
    }
  }
  return { entries, unread }
}

/** The file that keeps a run. */
export const entryFile = (number: number) => `${folder}/${String(number).padStart(6, '0')}.json`

/**
 * A run as its file says. @throws TooNew of a version to come, and another Error where that is no
 * run.
 */
export async function parseEntry(text: string, number: number): Promise<Entry> {
  const { entryIn } = await import('./schema.js')
  const entry = entryIn(text, number)
  if (entry !== undefined) return entry
  throw new Error('not a run')
}

/** The number that the next run gets; they count from 1. */
export async function nextNumber(host: Host): Promise<number> {
  const names = ((await ifThere(host.list(folder))) ?? []).filter((name) => /^\d{6}\.json$/.test(name))
  return Math.max(0, ...names.map((name) => Number(name.slice(0, 6)))) + 1
}

/**
 * Ends the run under way: puts it into the history, and takes its note away. A disk that refuses
 * now changes nothing about the server, so it does not throw: then this run can't be undone, or the
 * next one finds that it had ended.
 */
export async function endRun(host: Host, outcome: Entry['outcome'], because = ''): Promise<void> {
  const run = await unfinished(host).catch(() => undefined)
  try {
    if (run !== undefined) await keepInHistory(host, run, outcome, because)
  } catch {
    // The next run finds by its steps that it had ended, and keeps it then.
    if (run !== undefined && outcome === 'applied' && hasEnded(run)) return
  }
  await removeNote(host).catch(() => undefined)
}

async function keepInHistory(
  host: Host,
  run: UnderWay,
  outcome: Entry['outcome'],
  because: string,
): Promise<void> {
  const { number, kind, who, at, changes, undoes, from, to } = run
  const { pid } = await host.machine()
  const untold = { pid, started: await startOf(host, pid) }
  const entry: Entry = {
    version: 1,
    number,
    kind,
    who,
    at,
    changes,
    undoes,
    from,
    to,
    outcome,
    because,
    untold,
  }
  await host.makeDirectory(folder, 0o700)
  await host.write(entryFile(number), `${JSON.stringify(entry)}\n`, 0o600)
}

/**
 * The runs that an undo could take back, the newest first: those that were applied and not taken
 * back yet.
 */
export function undoable(entries: readonly Entry[]): readonly Entry[] {
  const taken = new Set(entries.flatMap((entry) => (entry.outcome === 'applied' ? entry.undoes : [])))
  return entries
    .filter((entry) => entry.kind === 'apply' && entry.outcome === 'applied' && !taken.has(entry.number))
    .toReversed()
}
