import { type Host, ifThere, sentence } from './host/host.js'
import { home, noteEnd, type Run, type UnderWay, unfinished } from './record.js'
import type { State } from './state.js'

const folder = `${home}/history`

/** A run that has ended. */
export interface Entry extends Run {
  readonly version: 1
  readonly number: number
  readonly from: State
  readonly to: State
  readonly outcome: 'applied' | 'rolled-back' | 'stuck'
  /** Why it did not end as asked for. */
  readonly because: string
}

/** All runs that have ended, the oldest first. A file that can't be understood is told and left out. */
export async function history(host: Host, tell: (sentence: string) => void = () => undefined): Promise<readonly Entry[]> {
  const names = ((await ifThere(host.list(folder))) ?? []).filter((name) => /^\d{6}\.json$/.test(name)).sort()
  const entries: Entry[] = []
  for (const name of names) {
    try {
      const entry = JSON.parse(await host.read(`${folder}/${name}`)) as Entry
      if (entry.version !== 1 || entry.number !== Number(name.slice(0, 6)) || !Array.isArray(entry.from.active))
        throw new Error('not a run')
      entries.push(entry)
    } catch (error) {
      tell(`${folder}/${name} can't be read, so that run can't be undone (${sentence(error)}).`)
    }
  }
  return entries
}

/** The number that the next run gets; they count from 1. */
export async function nextNumber(host: Host): Promise<number> {
  const names = ((await ifThere(host.list(folder))) ?? []).filter((name) => /^\d{6}\.json$/.test(name))
  return Math.max(0, ...names.map((name) => Number(name.slice(0, 6)))) + 1
}

/**
 * The run under way has ended: it goes into the history, and its note away. A disk that refuses now changes nothing about the
 * server, so it does not throw: then this run can't be undone, or the next one finds that it had ended.
 */
export async function ended(host: Host, outcome: Entry['outcome'], because = ''): Promise<void> {
  const run = await unfinished(host).catch(() => undefined)
  if (run !== undefined) await keep(host, run, outcome, because).catch(() => undefined)
  await noteEnd(host).catch(() => undefined)
}

async function keep(host: Host, run: UnderWay, outcome: Entry['outcome'], because: string): Promise<void> {
  const { number, kind, who, at, changes, undoes, from, to } = run
  const entry: Entry = { version: 1, number, kind, who, at, changes, undoes, from, to, outcome, because }
  await host.makeDirectory(folder, 0o700)
  await host.write(`${folder}/${String(number).padStart(6, '0')}.json`, `${JSON.stringify(entry)}\n`, 0o600)
}

/** The runs that an undo could take back, the newest first: those that were applied and not taken back yet. */
export function undoable(entries: readonly Entry[]): readonly Entry[] {
  const taken = new Set(entries.flatMap((entry) => (entry.outcome === 'applied' ? entry.undoes : [])))
  return entries.filter((entry) => entry.kind === 'apply' && entry.outcome === 'applied' && !taken.has(entry.number)).toReversed()
}
