import { type Group, groupsOf } from '../answers/groups.js'
import type { Answers, GroupSize, Layout } from '../answers.js'
import type { Facts } from '../known/facts.js'
import type { Evidence } from '../known/load.js'
import { adviseLayout } from './layout.js'
import { type Pressure, pressureOn, type Serving, servingOf } from './pressure.js'
import type { Purse } from './purse.js'
import { computes, queueAdvice } from './queues.js'
import { type SetUp, setUpFor } from './running.js'
import { adviseGroups } from './threads.js'

/** Another layout, and what the queue that does worst gets there. */
export interface Way {
  readonly layout: Layout
  readonly label: string
  readonly size: GroupSize
}

/** All that the rules look at for one group. */
export interface Case {
  readonly label: string
  /** True where it holds the scheduler, which only one process may serve. */
  readonly exclusive: boolean
  /** What can still be split: the group serves several queues. */
  readonly several: boolean
  /** Whether any, and whether all of its queues compute. */
  readonly computing: 'none' | 'some' | 'all'
  /** What runs now; null where nobody here serves the group. */
  readonly size: GroupSize | null
  /** The size of a group that begins to be served. */
  readonly start: GroupSize
  /** The queue that does worst, by which the group is judged. */
  readonly worst: Pressure
  /** True where another server, or a unit outside of this layout, serves what this group would. */
  readonly elsewhere: boolean
  readonly serving: Serving
  /** What is enabled here for these queues, and what of it is down. */
  readonly setUp: SetUp
  /** Whether it has more processes for a time. */
  readonly surging: boolean
  /** Where a group that may have one process only can go on growing, if this server is large enough for that. */
  readonly way: Way | undefined
  /** Share of all cores that had nothing to do, 0 to 1; null where it is not known. */
  readonly idle: number | null
  readonly left: Purse
  readonly pgbouncer: boolean
}

/** Everything but the purse, which depends on who was helped before. */
export type Cause = Omit<Case, 'left'>

/** The case of a group: its worst queue, who serves it and what it may take. */
export function causeOf(
  facts: Facts,
  answers: Answers,
  { before, now, idle }: Evidence,
  group: Group,
): Cause {
  const { label, exclusive } = group
  const names = group.queues.map((queue) => queue.name)
  const pressures = names.map((name) => pressureOn(name, before, now))
  const size = answers.groups[label] ?? null
  const worst = worstOf(pressures, size)
  const served = pressures.filter(({ load }) => load.processes > 0).map(({ load }) => load.name)
  return {
    ...{
      label,
      exclusive,
      size,
      worst,
      idle,
      several: names.length > 1,
      pgbouncer: facts.settings.pgbouncer,
    },
    computing: !names.some(computes) ? 'none' : names.every(computes) ? 'all' : 'some',
    start: startOf(facts, answers, label, names),
    // A second scheduler would be worse than a queue that nobody serves.
    elsewhere: size === null && (worst.load.processes > 0 || (exclusive && served.includes('scheduler'))),
    serving: servingOf(worst.load, now),
    setUp: setUpFor(facts, names),
    surging: answers.surges?.[label] !== undefined,
    way: exclusive && names.length > 1 ? wayFrom(facts, answers, label, worst.load.name) : undefined,
  }
}

function wayFrom(facts: Facts, answers: Answers, from: string, queue: string): Way | undefined {
  const advised = adviseLayout(facts, answers)
  const layout = from === 'all' ? advised : 'per-queue'
  if (advised === 'one' || advised !== layout) return undefined
  const label = groupsOf(layout, facts.mastodon.queues).find(({ queues }) =>
    queues.some(({ name }) => name === queue),
  )?.label
  const size = label === undefined ? undefined : adviseGroups(facts, { ...answers, layout })[label]
  return label === undefined || !size ? undefined : { layout, label, size }
}

function worstOf(pressures: readonly Pressure[], size: GroupSize | null): Pressure {
  const unserved = size === null ? pressures.filter(({ load }) => load.processes === 0) : []
  const [worst] = (unserved.length > 0 ? unserved : pressures).toSorted(
    (one, other) => other.urgency - one.urgency || other.late - one.late,
  )
  if (worst === undefined) throw new Error('a group serves no queue')
  return worst
}

function startOf(facts: Facts, answers: Answers, label: string, names: readonly string[]): GroupSize {
  const proposed = names.length > 1 ? adviseGroups(facts, answers)[label] : undefined
  return proposed ?? { threads: queueAdvice(names[0] ?? label).threads, processes: 1 }
}
