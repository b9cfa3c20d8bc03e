import { groupsFor } from '../answers/groups.js'
import { evenSize } from '../answers/sizes.js'
import type { Answers, GroupSize, Layout } from '../answers.js'
import { type Facts, isKnown } from '../known/facts.js'
import type { SidekiqProcess } from '../known/load.js'
import { usualThreads } from '../mastodon/defaults.js'
import type { Unit } from '../state.js'
import { passingUnits } from '../units/surge.js'

/** What is set up for some queues on this server, and which of it does not run. */
export interface SetUp {
  readonly threads: number
  readonly processes: number
  readonly down: readonly Unit[]
}

/**
 * The answers with the sizes that run now, as the evidence tells, whatever was edited since;
 * undefined where the processes here are not those of the answers' layout, so that what they do
 * says nothing about its groups. A process that is enabled and down still counts, one that a surge
 * brought for a time does not: neither says which size is meant to last.
 */
export function asItRuns(facts: Facts, answers: Answers): Answers | undefined {
  const groups = groupsThatRun(facts, answers.layout)
  return groups && { ...answers, groups }
}

/** Whether the processes here are those of a layout. */
export function runsAs(facts: Facts, layout: Layout): boolean {
  return groupsThatRun(facts, layout) !== undefined
}

/** The processes of this server that take jobs. */
export function processesHere({ evidence, machine }: Facts): readonly SidekiqProcess[] {
  if (!isKnown(evidence)) return []
  return evidence.value.now.processes.filter(
    ({ quiet, unit, hostname }) => !quiet && (unit !== null || hostname === machine.hostname),
  )
}

function groupsThatRun(facts: Facts, layout: Layout): Answers['groups'] | undefined {
  const passing = passingUnits(facts.state)
  const here = processesHere(facts).filter(({ unit }) => unit === null || !passing.includes(unit))
  const sizes = groupsFor(facts, { layout }).map(({ label, queues, exclusive }) => {
    const names = queues.map((queue) => queue.name)
    return {
      label,
      exclusive,
      processes: here.filter((each) => same(each.queues, names)),
      setUp: setUpFor(facts, names),
    }
  })
  const matched = sizes.reduce((sum, { processes }) => sum + processes.length, 0)
  if (matched === 0 || matched < here.length) return undefined
  const groups = sizes.map(({ label, exclusive, processes, setUp }) => {
    const size = sizeOf(processes, setUp)
    return [label, exclusive && size !== null ? { ...size, processes: 1 } : size] as const
  })
  return Object.fromEntries(groups)
}

/**
 * The enabled Sidekiq units of this server that serve exactly these queues, without those of a
 * surge.
 */
export function setUpFor(facts: Facts, queues: readonly string[]): SetUp {
  const { roles } = facts.state
  const passing = passingUnits(facts.state)
  const units = facts.units.filter(
    ({ unit, enabled }) =>
      enabled &&
      !passing.includes(unit) &&
      roles[unit]?.kind === 'sidekiq' &&
      same(roles[unit].queues ?? [], queues),
  )
  return {
    threads: Math.max(0, ...units.map(({ unit }) => roles[unit]?.threads ?? usualThreads)),
    processes: units.length,
    down: units.flatMap(({ unit, active }) => (active || runs(facts, unit) ? [] : [unit])),
  }
}

/** Systemd was asked once, Sidekiq may have been since. */
function runs({ evidence }: Facts, unit: Unit): boolean {
  return isKnown(evidence) && evidence.value.now.processes.some((each) => each.unit === unit)
}

function same(some: readonly string[], others: readonly string[]): boolean {
  return new Set(some).size === others.length && others.every((name) => some.includes(name))
}

function sizeOf(running: readonly SidekiqProcess[], setUp: SetUp): GroupSize | null {
  const down = Array<number>(Math.max(0, setUp.processes - running.length)).fill(setUp.threads)
  return evenSize([...running.map(({ threads }) => threads), ...down])
}

/** `1 of 2 processes of push is down`, where one or more are. */
export function downText(label: string, { processes, down }: SetUp): string | undefined {
  if (down.length === 0) return undefined
  if (processes === 1) return `The process of ${label} is down`
  return `${down.length} of ${processes} processes of ${label} ${down.length === 1 ? 'is' : 'are'} down`
}
