import { type Group, groupsFor } from '../answers/groups.js'
import type { Answers, GroupSize } from '../answers.js'
import type { Facts } from '../known/facts.js'
import type { Evidence } from '../known/load.js'
import { adviseLayout } from './layout.js'
import { type Pressure, pressureOn, servingOf } from './pressure.js'
import { computes, queueAdvice } from './queues.js'
import { setUpFor } from './running.js'
import type { Cause, Way } from './situation.js'
import { adviseGroups } from './threads.js'

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
  const label = groupsFor(facts, { layout }).find(({ queues }) =>
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
