import type { Answers, GroupSize } from '../answers.js'
import type { Evidence, Facts } from '../facts/types.js'
import type { Group } from '../units/groups.js'
import { type Pressure, pressureOn, type Serving, servingOf } from './pressure.js'
import type { Purse } from './purse.js'
import { computes, queueAdvice } from './queues.js'
import { type SetUp, setUpFor } from './running.js'
import { adviseGroups } from './threads.js'

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
  /** Share of all cores that had nothing to do, 0 to 1; null where it is not known. */
  readonly idle: number | null
  readonly left: Purse
  readonly pgbouncer: boolean
}

/** Everything but the purse, which depends on who was helped before. */
export type Cause = Omit<Case, 'left'>

/** The case of a group: its worst queue, who serves it and what it may take. */
export function causeOf(facts: Facts, answers: Answers, { before, now, idle }: Evidence, group: Group): Cause {
  const { label, exclusive } = group
  const names = group.queues.map((queue) => queue.name)
  const pressures = names.map((name) => pressureOn(name, before, now))
  const size = answers.groups[label] ?? null
  const worst = worstOf(pressures, size)
  const served = pressures.filter(({ load }) => load.processes > 0).map(({ load }) => load.name)
  return {
    ...{ label, exclusive, size, worst, idle, several: names.length > 1, pgbouncer: facts.settings.pgbouncer },
    computing: !names.some(computes) ? 'none' : names.every(computes) ? 'all' : 'some',
    start: startOf(facts, answers, label, names),
    // A second scheduler would be worse than a queue that nobody serves.
    elsewhere: size === null && (worst.load.processes > 0 || (exclusive && served.includes('scheduler'))),
    serving: servingOf(worst.load, now),
    setUp: setUpFor(facts, names),
    surging: answers.surges?.[label] !== undefined,
  }
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
