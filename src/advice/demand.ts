import { type Group, groupsFor } from '../answers/groups.js'
import type { GroupSize, Layout } from '../answers.js'
import { type Facts, isKnown } from '../known/facts.js'
import type { SidekiqProcess } from '../known/load.js'
import { total } from '../numbers.js'
import { plural } from '../text/format.js'
import { spanText } from '../text/spans.js'
import { allBusyFrom, growthFactor, idleEnoughFrom, type Pressure, pressureOn } from './pressure.js'
import { processesHere, runsAs } from './running.js'
import { briefSizeText, trendText } from './situation-text.js'

/**
 * What some queues ask for, whichever processes serve them now: the queues of a group that a layout
 * would put together.
 */
export interface Demand {
  /** The queue that does worst. */
  readonly worst: Pressure
  /** Jobs that wait. */
  readonly waiting: number
  /** Threads that run a job of these queues. */
  readonly busy: number
  /** All threads of the processes here that serve at least one of these queues. */
  readonly threads: number
  /** Threads that these queues need; 0 where none of them is behind. */
  readonly threadsNeeded: number
}

/** The demand of the queues with these names; undefined where it is not known what Sidekiq does. */
export function demandOf(facts: Facts, names: readonly string[]): Demand | undefined {
  if (!isKnown(facts.evidence)) return undefined
  const { before, now, idle } = facts.evidence.value
  const pressures = names.map((name) => pressureOn(name, before, now))
  const [worst] = pressures.toSorted(
    (one, other) => other.urgency - one.urgency || other.lateness - one.lateness,
  )
  if (worst === undefined) return undefined
  const serving = processesHere(facts).filter(({ queues }) => queues.some((name) => names.includes(name)))
  const isBehind = worst.urgency > 0 && worst.load.processes > 0
  return {
    worst,
    waiting: total(pressures.map(({ load }) => load.size)),
    busy: total(pressures.map(({ load }) => load.busy)),
    threads: total(serving.map(({ threads }) => threads)),
    threadsNeeded: isBehind ? threadsNeededBy(names, serving, idle) : 0,
  }
}

/**
 * The threads that work for queues which are behind: more than now where all are busy and cores are
 * idle.
 */
function threadsNeededBy(
  names: readonly string[],
  serving: readonly SidekiqProcess[],
  idle: number | null,
): number {
  const working = total(serving.map((one) => one.threads * shareOf(one, names)))
  const threads = total(serving.map(({ threads }) => threads))
  const allBusy = total(serving.map(({ busy }) => busy)) >= threads * allBusyFrom
  const grows = allBusy && (idle === null || idle >= idleEnoughFrom)
  // A hair more than a whole number is no reason for another thread.
  return Math.ceil(working * (grows ? growthFactor : 1) - 0.01)
}

/**
 * The threads that each group of a layout needs, by what its queues ask for now. Empty where that
 * layout runs already: then the rules judge its own processes.
 */
export function threadsNeededIn(facts: Facts, layout: Layout): Readonly<Record<string, number>> {
  if (runsAs(facts, layout)) return {}
  const groups = groupsFor(facts, { layout })
  const needed = (names: readonly string[]) => demandOf(facts, names)?.threadsNeeded ?? 0
  return Object.fromEntries(
    groups.map(({ label, queues }) => [label, needed(queues.map(({ name }) => name))]),
  )
}

/**
 * Why a group of a layout that does not run yet gets its size: `rest: push is 341 s behind and
 * growing, …`. Undefined where it is not known what Sidekiq does, or the group gets no size.
 */
export function demandReason(
  facts: Facts,
  { label, queues }: Group,
  size: GroupSize | null | undefined,
): string | undefined {
  const names = queues.map(({ name }) => name)
  const demand = demandOf(facts, names)
  if (demand === undefined || !size) return undefined
  const { worst, waiting, busy, threads } = demand
  const jobs = waiting === 0 ? '' : `, ${plural(waiting, 'job waits', 'jobs wait')}`
  const whom = names.length > 1 ? 'its queues' : 'it'
  const work = threads === 0 ? '' : `; ${busy} of ${threads} threads work for ${whom} now`
  return `${label}: ${stateText(label, worst)}${jobs}${work} → ${briefSizeText(size)}.`
}

function stateText(label: string, worst: Pressure): string {
  const { name, size, latency, processes } = worst.load
  if (processes === 0 && size > 0) return `nobody takes the jobs of ${name}`
  if (worst.lateness <= 1) return 'quick'
  const which = name === label ? '' : `${name} is `
  return `${which}${spanText(latency, 'rounded')} behind${trendText(worst)}`
}

/**
 * The share of a process that works for these queues: by the jobs it runs, or by its queues where
 * it runs none.
 */
function shareOf({ jobs, queues }: SidekiqProcess, names: readonly string[]): number {
  const of = jobs.length > 0 ? jobs.map(({ queue }) => queue) : queues
  return of.length === 0 ? 0 : of.filter((name) => names.includes(name)).length / of.length
}
