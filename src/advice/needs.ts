import { type Group, groupsOf } from '../answers/groups.js'
import type { GroupSize, Layout } from '../answers.js'
import { type Facts, known } from '../known/facts.js'
import type { SidekiqProcess } from '../known/load.js'
import { total } from '../numbers.js'
import { plural } from '../text/format.js'
import { spanText } from '../text/spans.js'
import { allBusyFrom, growthFactor, idleEnoughFrom, type Pressure, pressureOn } from './pressure.js'
import { processesHere, runsAs } from './running.js'
import { briefSizeText, trendText } from './situation-text.js'

/** What queues do that a layout would put together, whoever serves them now. */
export interface Doing {
  /** The queue that does worst. */
  readonly worst: Pressure
  /** Jobs that wait, and threads that run one. */
  readonly waiting: number
  readonly busy: number
  /** Threads of the processes here that serve any of them, for whatever queue. */
  readonly threads: number
  /** Threads that these queues need; 0 where none of them is behind. */
  readonly need: number
}

/** What these queues do; undefined where that is not known. */
export function doingOf(facts: Facts, names: readonly string[]): Doing | undefined {
  if (!known(facts.evidence)) return undefined
  const { before, now, idle } = facts.evidence.value
  const pressures = names.map((name) => pressureOn(name, before, now))
  const [worst] = pressures.toSorted(
    (one, other) => other.urgency - one.urgency || other.lateness - one.lateness,
  )
  if (worst === undefined) return undefined
  const serving = processesHere(facts).filter(({ queues }) => queues.some((name) => names.includes(name)))
  const threads = total(serving.map((process) => process.threads))
  const share = total(serving.map((process) => process.threads * partOf(process, names)))
  const full = total(serving.map((process) => process.busy)) >= threads * allBusyFrom
  const grows = full && (idle === null || idle >= idleEnoughFrom)
  const late = worst.urgency > 0 && worst.load.processes > 0
  return {
    worst,
    waiting: total(pressures.map(({ load }) => load.size)),
    busy: total(pressures.map(({ load }) => load.busy)),
    threads,
    // A hair less than a whole number is no reason for another thread.
    need: late ? Math.ceil(share * (grows ? growthFactor : 1) - 0.01) : 0,
  }
}

/**
 * The threads that each group of a layout needs by what its queues do now: its part of those that run, and more where all are
 * busy and cores are idle. Nothing where that layout runs already, since its processes then speak for themselves.
 */
export function needsIn(facts: Facts, layout: Layout): Readonly<Record<string, number>> {
  if (runsAs(facts, layout)) return {}
  const groups = groupsOf(layout, facts.mastodon.queues)
  const need = (names: readonly string[]) => doingOf(facts, names)?.need ?? 0
  return Object.fromEntries(groups.map(({ label, queues }) => [label, need(queues.map(({ name }) => name))]))
}

/**
 * Why a group of a layout that does not run gets its size, by what its queues do now: `rest: push is 341 s behind and growing, …`.
 * Undefined where that is not known.
 */
export function loadReason(
  facts: Facts,
  { label, queues }: Group,
  size: GroupSize | null | undefined,
): string | undefined {
  const doing = doingOf(
    facts,
    queues.map(({ name }) => name),
  )
  if (doing === undefined || !size) return undefined
  const { worst, waiting, busy, threads } = doing
  const { name, latency, processes } = worst.load
  const wait = waiting === 0 ? '' : `, ${plural(waiting, 'job waits', 'jobs wait')}`
  const which = name === label ? '' : `${name} is `
  const behind =
    worst.lateness > 1 ? `${which}${spanText(latency, 'rounded')} behind${trendText(worst)}` : 'quick'
  const state = processes === 0 && worst.load.size > 0 ? `nobody takes the jobs of ${name}` : behind
  const work =
    threads === 0
      ? ''
      : `; ${busy} of ${threads} threads work for ${queues.length > 1 ? 'its queues' : 'it'} now`
  return `${label}: ${state}${wait}${work} → ${briefSizeText(size)}.`
}

/** The part of a process that works for these queues: by its jobs, or where it has none by its queues. */
function partOf({ jobs, queues }: SidekiqProcess, names: readonly string[]): number {
  const of = jobs.length > 0 ? jobs.map(({ queue }) => queue) : queues
  return of.length === 0 ? 0 : of.filter((name) => names.includes(name)).length / of.length
}
