import { withDependents } from '../advice/with-dependents.js'
import { groupsFor } from '../answers/groups.js'
import type { Answers, Present } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { anyUnits, chosenUnits } from '../present/installed.js'
import { stockUnits } from '../present/other-units.js'
import type { Installed } from '../present/types.js'
import { seenProcesses } from '../present/web-and-streaming.js'
import type { Role } from '../state.js'
import { passingUnits } from '../units/surge.js'
import { answersBy } from './index.js'
import { recommend } from './recommend.js'

/**
 * The answers that led to what is set up on this server, read back from enabled unit files of ours,
 * or from somebody else's whose sizes were chosen; otherwise the `fallback`, beside which web,
 * streaming and the sandbox stay as they run unless nobody chose them, with what depends on them
 * proposed for that.
 */
export function answersFrom(
  facts: Facts,
  fallback: Answers,
): { readonly answers: Answers; readonly from: 'server' | 'recommendation' } {
  const chosen = chosenUnits(facts)
  if (chosen !== undefined) return { answers: readBack(facts, chosen, fallback), from: 'server' }
  const beside = readBack(facts, stockUnits(facts), fallback)
  return { answers: withDependents(facts, fallback, beside), from: 'recommendation' }
}

/**
 * The answers that what runs now amounts to, whoever set it up; a queue that nobody serves has the
 * size proposed for it. Undefined where nothing runs, or the queues are shared in a way that no
 * answers can say.
 */
export function runningAnswers(facts: Facts, fallback: Answers): Answers | undefined {
  const installed = anyUnits(facts)
  return installed && readBack(facts, installed, fallback)
}

/**
 * What the server runs now as answers, the stock units' sizes too; null where nothing of it runs,
 * or the queues are shared in a way that no answers can say. A queue that nobody serves has no
 * size, whatever would be proposed for it.
 */
export function presentOf(facts: Facts): Present | null {
  const present = runningAnswers(facts, recommend(facts))
  if (present === undefined) return null
  const processes = lastingProcesses(facts)
  const served = processes.flatMap(({ queues = [] }) => queues)
  const groups = groupsFor(facts, present)
  const sizes = groups.map(({ label, queues }) => {
    const size = queues.some((queue) => served.includes(queue.name)) ? present.groups[label] : null
    return [label, size ?? null] as const
  })
  const mixed = groups.flatMap(({ label, queues }) => {
    const serving = processes.filter((role) => queues.every(({ name }) => role.queues?.includes(name)))
    const threads = serving.flatMap((role) => role.threads ?? []).sort((a, b) => b - a)
    return new Set(threads).size > 1 ? [[label, threads] as const] : []
  })
  return {
    ...present,
    groups: Object.fromEntries(sizes),
    ...(mixed.length > 0 ? { mixed: Object.fromEntries(mixed) } : {}),
  }
}

function readBack(facts: Facts, installed: Installed, fallback: Answers): Answers {
  return answersBy((question) => question.read(facts, installed, fallback))
}

/** The Sidekiq processes but for those that a surge has added for a time. */
function lastingProcesses(facts: Facts): readonly Role[] {
  const { roles } = facts.state
  const passing = passingUnits(facts.state)
  return seenProcesses(facts).flatMap((unit) =>
    roles[unit]?.kind === 'sidekiq' && !passing.includes(unit) ? [roles[unit]] : [],
  )
}
