import type { Answers, GroupSize } from '../answers.js'
import { type Facts, known, type SidekiqProcess } from '../facts/types.js'
import { evenSize } from '../units/even-size.js'
import { groupsOf } from '../units/groups.js'

/**
 * The answers with the sizes that run now, as the evidence tells, whatever was edited since; undefined where the processes
 * here are not those of the answers' layout, so that what they do says nothing about its groups.
 */
export function asItRuns(facts: Facts, answers: Answers): Answers | undefined {
  if (!known(facts.evidence)) return undefined
  const here = facts.evidence.value.now.processes.filter((each) => !each.quiet && isHere(facts, each))
  const groups = groupsOf(answers.layout, facts.mastodon.queues)
  const sizes = groups.map(({ label, queues }) => {
    const names = queues.map((queue) => queue.name)
    return { label, processes: here.filter((each) => same(each.queues, names)) }
  })
  const matched = sizes.reduce((sum, { processes }) => sum + processes.length, 0)
  if (matched === 0 || matched < here.length) return undefined
  return { ...answers, groups: Object.fromEntries(sizes.map(({ label, processes }) => [label, sizeOf(processes)])) }
}

function isHere(facts: Facts, process: SidekiqProcess): boolean {
  return process.unit !== null || process.hostname === facts.machine.hostname
}

function same(some: readonly string[], others: readonly string[]): boolean {
  return new Set(some).size === others.length && others.every((name) => some.includes(name))
}

function sizeOf(processes: readonly SidekiqProcess[]): GroupSize | null {
  return evenSize(processes.map(({ threads }) => threads))
}
