import { demandReason } from '../advice/demand.js'
import { tolerable, worstFirst } from '../advice/evidence.js'
import { adviseGroups, threadsReason } from '../advice/threads.js'
import { groupsFor } from '../answers/groups.js'
import type { Answers, GroupSize } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { chosenUnits } from '../present/installed.js'
import { isNear, nearEnough } from './near-enough.js'
import { printSize } from './size-notation.js'

/**
 * The sizes that this server's own size proposes; those it was set up with where they differ by
 * less than a tenth.
 */
export function proposedSizes(facts: Facts, answers: Answers): Answers['groups'] {
  const sizes = adviseGroups(facts, answers)
  const own = chosenUnits(facts)
  if (own?.layout !== answers.layout) return sizes
  const kept = ([label, size]: readonly [string, GroupSize | null]) => {
    const has = own.groups?.[label]
    const near = has && size && isNear(has.threads, size.threads) && isNear(has.processes, size.processes)
    return [label, near ? has : size] as const
  }
  return Object.fromEntries(Object.entries(sizes).map(kept))
}

/** Why these sizes are proposed where the size of the server is all that is known. */
export function reasonBySize(facts: Facts, answers: Answers): string {
  const reason = threadsReason(facts, answers)
  const text = (sizes: Answers['groups']) => Object.values(sizes).map(printSize).join()
  return text(proposedSizes(facts, answers)) === text(adviseGroups(facts, answers))
    ? reason
    : `${reason} ${nearEnough}`
}

/** Why the group gets its size whose queue is the worst that is behind. */
export function lateReason(facts: Facts, answers: Answers): string | undefined {
  const at = lateGroup(facts, answers)
  const group = groupsFor(facts, answers)[at]
  return group && demandReason(facts, group, adviseGroups(facts, answers)[group.label])
}

/**
 * Which group of the answers' layout holds the queue that is furthest behind, in the order of the
 * fields; -1 where none is.
 */
export function lateGroup(facts: Facts, answers: Answers): number {
  const [worst] = worstFirst(facts)
  if (worst === undefined || worst.latency <= tolerable(worst.name)) return -1
  return groupsFor(facts, answers).findIndex(({ queues }) => queues.some(({ name }) => name === worst.name))
}
