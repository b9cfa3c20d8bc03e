import type { GroupSize, Layout } from '../answers.js'
import { sidekiqMemory } from '../budget/memory.js'
import { bytes, plural } from '../text/format.js'
import { spanText } from '../text/spans.js'
import type { Headroom } from './headroom.js'
import type { Pressure } from './pressure.js'
import type { Situation } from './situation.js'

/** What a rule proposes, and why. */
export interface Remedy {
  readonly size: GroupSize | null
  readonly reason: string
  /** The layout that is the way to more, where no size of the group is. */
  readonly layout?: Layout
  /** The sentence about the database where it is what keeps the group from being helped. */
  readonly limit?: string
}

/** A rule about a group that is served, behind and has all threads busy; undefined where it does not apply. */
export type Served = (situation: Situation, size: GroupSize) => Remedy | undefined

/** Share of idle cores below which the machine counts as full. */
export const full = 0.1
/** Cores that a process uses when Ruby's lock holds it back (sidekiq#4649: one process can't use more than one core). */
const lockedAt = 0.85

/** Whether the group's processes can't run more threads at once. */
export function locked({ serving }: Situation): boolean {
  return serving.cpu !== null && serving.cpu >= lockedAt
}

/** Nothing is changed: the size that runs, with a reason that follows what is measured. */
export function keep(situation: Situation, reason: string): Remedy {
  return { size: situation.size, reason: `${measured(situation)}${reason}` }
}

/** `push: 340 s behind and growing, all 25 threads busy`: what is measured about a group that is behind. */
export function measured({ label, worst, serving }: Situation): string {
  const { name, latency } = worst.load
  const busy =
    serving.busy >= serving.threads ? `all ${serving.threads}` : `${serving.busy} of ${serving.threads}`
  return `${label}: ${name === label ? '' : `${name} is `}${spanText(latency, 'rounded')} behind${trendText(worst)}, ${busy} threads busy`
}

/** ` and growing`, ` and catching up`, or nothing. */
export function trendText({ trend }: Pick<Pressure, 'trend'>): string {
  return trend === 'growing' ? ' and growing' : trend === 'catching-up' ? ' and catching up' : ''
}

/** `CPU full`, `CPU 40 % idle`; of the process where that is what is full. */
export function cpu(situation: Situation): string {
  if (locked(situation) || (situation.idle !== null && situation.idle < full)) return 'CPU full'
  return situation.idle === null ? 'CPU not measured' : `CPU ${Math.round(situation.idle * 100)} % idle`
}

/** No connection is left for another thread. */
export function databaseLimit(situation: Situation, start: string): Remedy {
  const limit = databaseSentence(situation.headroom, situation.pgbouncer)
  return { size: situation.size, reason: `${start}. ${limit}`, limit }
}

/** What to do where connections are what is missing (Mastodon's scaling guide: out of connections → PgBouncer). */
function databaseSentence({ used, limit, inUse }: Headroom, pgbouncer: boolean): string {
  const first = pgbouncer
    ? "raise PgBouncer's max_client_conn first"
    : 'raise max_connections or put PgBouncer in between first'
  const what = inUse === used ? 'in use' : 'in use or planned'
  return `The database is the limit: ${used} of ${limit} connections are ${what}; ${first}.`
}

/** A process more is the way, but the memory for it is missing. */
export function memoryLimit(situation: Situation, start: string): Remedy {
  const reason = `${start}; another process would help, but needs ${bytes(sidekiqMemory)} of memory, which are not free: more memory first.`
  return { size: situation.size, reason }
}

/** `62 connections free`; that nobody knows, where the limit is not known. */
export function free({ headroom, pgbouncer }: Situation): string {
  if (headroom.connections === Number.POSITIVE_INFINITY)
    return `${pgbouncer ? "PgBouncer's" : "PostgreSQL's"} limit not known`
  return `${plural(headroom.connections, 'connection')} free`
}

/** Whether a change from one count to another is worth its restart: a tenth at least. */
export function worthwhile(from: number, to: number): boolean {
  return to * 10 >= from * 11
}

/** `40 threads`, `2 processes of 35 threads`. */
export function sizeText({ threads, processes }: GroupSize): string {
  const count = `${threads} ${threads === 1 ? 'thread' : 'threads'}`
  return processes === 1 ? count : `${processes} processes of ${count}`
}
