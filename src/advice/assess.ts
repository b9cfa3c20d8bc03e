import { type Group, groupsFor } from '../answers/groups.js'
import type { Answers, GroupSize } from '../answers.js'
import type { Facts } from '../known/facts.js'
import type { Evidence } from '../known/load.js'
import { adviseLayout } from './layout.js'
import { type Pressure, pressureOn, servingOf } from './pressure.js'
import { computes, queueAdvice } from './queues.js'
import { setUpFor } from './running.js'
import type { GroupSituation, OtherLayout } from './situation.js'
import { adviseGroups } from './threads.js'

/**
 * The situation of a group: its worst queue, who serves it, and where it can grow. `answers` are
 * what runs.
 */
export function assessGroup(
  facts: Facts,
  answers: Answers,
  { before, now, idle }: Evidence,
  group: Group,
): GroupSituation {
  const { label, exclusive } = group
  const names = group.queues.map((queue) => queue.name)
  const pressures = names.map((name) => pressureOn(name, before, now))
  const size = answers.groups[label] ?? null
  const worst = worstOf(pressures, size)
  const served = pressures.filter(({ load }) => load.processes > 0).map(({ load }) => load.name)
  const severalQueues = names.length > 1
  return {
    ...{ label, exclusive, size, worst, idle, severalQueues },
    pgbouncer: facts.settings.pgbouncer,
    computing: computingOf(names),
    startSize: startSizeOf(facts, answers, label, names),
    // A second scheduler would be worse than a queue that nobody serves.
    servedElsewhere:
      size === null && (worst.load.processes > 0 || (exclusive && served.includes('scheduler'))),
    serving: servingOf(worst.load, now),
    setUp: setUpFor(facts, names),
    surging: answers.surges?.[label] !== undefined,
    otherLayout:
      exclusive && severalQueues ? otherLayoutFor(facts, answers, label, worst.load.name) : undefined,
  }
}

function computingOf(names: readonly string[]): GroupSituation['computing'] {
  if (names.every(computes)) return 'all'
  return names.some(computes) ? 'some' : 'none'
}

/**
 * The layout in which this queue could have more than the group called `from` can give it;
 * undefined where there is none.
 */
function otherLayoutFor(
  facts: Facts,
  answers: Answers,
  from: string,
  queue: string,
): OtherLayout | undefined {
  const advised = adviseLayout(facts, answers)
  const layout = from === 'all' ? advised : 'per-queue'
  if (advised === 'one' || advised !== layout) return undefined
  const group = groupsFor(facts, { layout }).find(({ queues }) => queues.some(({ name }) => name === queue))
  if (group === undefined) return undefined
  const size = adviseGroups(facts, { ...answers, layout })[group.label]
  return size ? { layout, label: group.label, size } : undefined
}

function worstOf(pressures: readonly Pressure[], size: GroupSize | null): Pressure {
  const unserved = size === null ? pressures.filter(({ load }) => load.processes === 0) : []
  const [worst] = (unserved.length > 0 ? unserved : pressures).toSorted(
    (one, other) => other.urgency - one.urgency || other.lateness - one.lateness,
  )
  if (worst === undefined) throw new Error('a group serves no queue')
  return worst
}

function startSizeOf(facts: Facts, answers: Answers, label: string, names: readonly string[]): GroupSize {
  const proposed = names.length > 1 ? adviseGroups(facts, answers)[label] : undefined
  return proposed ?? { threads: queueAdvice(names[0] ?? label).threads, processes: 1 }
}
