import { type Facts, isKnown } from '../known/facts.js'
import type { Load, QueueLoad } from '../known/load.js'
import { total } from '../numbers.js'
import { hour, minute } from '../text/spans.js'

/**
 * Seconds that a job may wait: Sidekiq's "some tens of seconds" for what users see, minutes for
 * push, hours for pull.
 */
const tolerated: Readonly<Record<string, number>> = {
  default: 30,
  ingress: 30,
  push: 2 * minute,
  pull: hour,
  fasp: hour,
}
const toleratedElsewhere = minute
/**
 * A queue that will be quick within these seconds is left alone: a change takes minutes itself,
 * since it restarts processes.
 */
const catchUpWithin = 5 * minute

/** Share of threads that run a job from which on threads are what is missing. */
export const allBusyFrom = 0.9
/** Share of idle cores from which on there is enough CPU for more threads. */
export const idleEnoughFrom = 0.25
/** How many times as many threads are proposed where those that run are not enough. */
export const growthFactor = 1.6

/** How a queue does, from two looks at it. */
export interface Pressure {
  readonly load: QueueLoad
  /** Age of its oldest job relative to what is tolerable; above 1 it is behind. */
  readonly lateness: number
  readonly trend: 'growing' | 'catching-up' | 'steady'
  /** How badly it needs help: 0 for not at all, else its lateness. */
  readonly urgency: number
}

/** The processes that serve a queue and take jobs; busy with jobs of any of their queues. */
export interface Serving {
  readonly threads: number
  readonly busy: number
  /** Cores per process, the mean; null where it is not known. */
  readonly cpu: number | null
  /** Seconds that the longest of their jobs has run; null where none runs. */
  readonly longest: number | null
}

/**
 * Seconds that the oldest job of a queue may wait before the queue counts as behind; our reading of
 * Mastodon's practice.
 */
export const tolerable = (queue: string): number => tolerated[queue] ?? toleratedElsewhere

/**
 * The queues in the order of who needs help first: the age of the oldest job relative to what is
 * tolerable, then jobs waiting.
 */
export function worstFirst(facts: Facts): readonly QueueLoad[] {
  if (!isKnown(facts.evidence)) return []
  const late = ({ name, latency }: QueueLoad) => latency / tolerable(name)
  return facts.evidence.value.now.queues.toSorted(
    (one, other) => late(other) - late(one) || other.size - one.size,
  )
}

/** How a queue does between two looks. */
export function pressureOn(name: string, before: Load, now: Load): Pressure {
  const load = now.queues.find((queue) => queue.name === name) ?? {
    name,
    size: 0,
    latency: 0,
    processes: 0,
    threads: 0,
    busy: 0,
  }
  const earlier = before.queues.find((queue) => queue.name === name)
  const lateness = load.latency / tolerable(name)
  const trend = earlier === undefined ? 'steady' : trendOf(earlier, load, now.at - before.at)
  // What nobody takes never catches up, however young it is.
  if (load.processes === 0)
    return { load, lateness, trend, urgency: load.size > 0 ? Math.max(1, lateness) : 0 }
  return { load, lateness, trend, urgency: lateness > 1 && trend !== 'catching-up' ? lateness : 0 }
}

function trendOf(before: QueueLoad, now: QueueLoad, seconds: number): Pressure['trend'] {
  if (now.latency > before.latency || now.size > before.size) return 'growing'
  if (seconds <= 0) return 'steady'
  const rate = (before.latency - now.latency) / seconds
  return rate > 0 && now.latency - rate * catchUpWithin <= tolerable(now.name) ? 'catching-up' : 'steady'
}

/** Who serves a queue now; its own numbers where no process is listed. */
export function servingOf({ name, threads, busy }: QueueLoad, now: Load): Serving {
  const processes = now.processes.filter(({ quiet, queues }) => !quiet && queues.includes(name))
  if (processes.length === 0) return { threads, busy, cpu: null, longest: null }
  const cpus = processes.flatMap(({ cpu }) => cpu ?? [])
  const ages = processes.flatMap(({ jobs }) => jobs.map(({ since }) => now.at - since))
  return {
    threads: total(processes.map(({ threads }) => threads)),
    busy: total(processes.map(({ busy }) => busy)),
    cpu: cpus.length === 0 ? null : total(cpus) / cpus.length,
    longest: ages.length === 0 ? null : Math.max(0, ...ages),
  }
}
