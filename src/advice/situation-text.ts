import type { GroupSize } from '../answers.js'
import { plural } from '../text/format.js'
import { spanText } from '../text/spans.js'
import type { Pressure } from './pressure.js'
import { isCoreFull, isMachineFull, type Situation } from './situation.js'

/**
 * `push: 340 s behind and growing, all 25 threads busy`: what is measured about a group that is
 * behind.
 */
export function measuredText({ label, worst, serving }: Situation): string {
  const { name, latency } = worst.load
  const which = name === label ? '' : `${name} is `
  const behind = `${spanText(latency, 'rounded')} behind${trendText(worst)}`
  const busy =
    serving.busy >= serving.threads ? `all ${serving.threads}` : `${serving.busy} of ${serving.threads}`
  return `${label}: ${which}${behind}, ${busy} threads busy`
}

const trends = { growing: ' and growing', 'catching-up': ' and catching up', steady: '' } as const

/** ` and growing`, ` and catching up`, or nothing. */
export function trendText({ trend }: Pick<Pressure, 'trend'>): string {
  return trends[trend]
}

/**
 * `CPU 40 % idle`; `CPU full` where the machine is, or the one core that each of the group's
 * processes can use.
 */
export function cpuText(situation: Situation): string {
  if (isCoreFull(situation) || isMachineFull(situation)) return 'CPU full'
  return situation.idle === null ? 'CPU not measured' : `CPU ${Math.round(situation.idle * 100)} % idle`
}

/** `62 connections free`, or that the limit is not known. */
export function freeConnectionsText({ headroom, pgbouncer }: Situation): string {
  if (headroom.connections === Number.POSITIVE_INFINITY)
    return `${pgbouncer ? "PgBouncer's" : "PostgreSQL's"} limit not known`
  return `${plural(headroom.connections, 'connection')} free`
}

/** `40 threads`, `2 processes of 35 threads`: a single process is not worth a word. */
export function briefSizeText({ threads, processes }: GroupSize): string {
  const count = plural(threads, 'thread')
  return processes === 1 ? count : `${processes} processes of ${count}`
}
