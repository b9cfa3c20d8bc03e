import type { GroupSize, Layout } from '../answers.js'
import { sidekiqMemory } from '../budget/memory.js'
import { bytes } from '../text/format.js'
import type { Headroom } from './headroom.js'
import type { Situation } from './situation.js'
import { measuredText } from './situation-text.js'

/** What is recommended for a group, and why. */
export interface Recommendation {
  readonly size: GroupSize | null
  readonly reason: string
  /** The layout that would give the group more, where no size of the group would. */
  readonly layout?: Layout
  /**
   * The sentence about the database, where the database is what keeps the group from being helped.
   */
  readonly limit?: string
}

/** A rule recommends something in the situations that it is made for; undefined in any other. */
export type Rule = (situation: Situation) => Recommendation | undefined

/** A rule about a group that runs (`size`), is behind, and has all threads busy. */
export type SizeRule = (situation: Situation, size: GroupSize) => Recommendation | undefined

/** The size that runs is kept; `reason` goes on where the sentence about what is measured ends. */
export function leaveAsIs(situation: Situation, reason: string): Recommendation {
  return { size: situation.size, reason: `${measuredText(situation)}${reason}` }
}

/**
 * The size that runs is kept, since no connection is left for another thread. `start` begins the
 * reason.
 */
export function limitedByDatabase(situation: Situation, start: string): Recommendation {
  const limit = databaseLimitText(situation.headroom, situation.pgbouncer)
  return { size: situation.size, reason: `${start}. ${limit}`, limit }
}

/**
 * What to do where connections are what is missing (Mastodon's scaling guide: out of connections →
 * PgBouncer).
 */
function databaseLimitText({ used, limit, inUse }: Headroom, pgbouncer: boolean): string {
  const first = pgbouncer
    ? "raise PgBouncer's max_client_conn first"
    : 'raise max_connections or put PgBouncer in between first'
  const what = inUse === used ? 'in use' : 'in use or planned'
  return `The database is the limit: ${used} of ${limit} connections are ${what}; ${first}.`
}

/**
 * The size that runs is kept, since the memory for another process is missing. `start` begins the
 * reason.
 */
export function limitedByMemory(situation: Situation, start: string): Recommendation {
  const needs = `needs ${bytes(sidekiqMemory)} of memory, which are not free`
  const reason = `${start}; another process would help, but ${needs}: more memory first.`
  return { size: situation.size, reason }
}

/**
 * Whether a change from one count to another is worth a restart: where it is a tenth more at least.
 */
export function isWorthwhile(from: number, to: number): boolean {
  return to * 10 >= from * 11
}
