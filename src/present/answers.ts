import { recommend } from '../advice/recommend.js'
import { groupsOf } from '../answers/groups.js'
import type { Answers, Present } from '../answers.js'
import type { Facts } from '../known/facts.js'
import type { Role } from '../state.js'
import { passingUnits } from '../units/surge.js'
import { answersSeen } from './from-other-units.js'
import { answersFrom } from './from-our-units.js'
import { seenProcesses } from './web-and-streaming.js'

/**
 * The answers that what runs now amounts to, whoever set it up; a queue that nobody serves has the size proposed for it.
 * Undefined where nothing runs, or the queues are shared in a way that no answers can say.
 */
export function runningAnswers(facts: Facts, fallback: Answers): Answers | undefined {
  const { answers, from } = answersFrom(facts, fallback)
  return from === 'server' ? answers : answersSeen(facts, fallback)
}

/**
 * What the server runs now as answers, the stock units' sizes too; null where nothing of it runs, or the queues are shared in
 * a way that no answers can say. A queue that nobody serves has no size, whatever would be proposed for it.
 */
export function presentOf(facts: Facts): Present | null {
  const present = runningAnswers(facts, recommend(facts))
  if (present === undefined) return null
  const processes = lastingProcesses(facts)
  const served = processes.flatMap(({ queues = [] }) => queues)
  const groups = groupsOf(present.layout, facts.mastodon.queues).map(({ label, queues }) => {
    const size = queues.some((queue) => served.includes(queue.name)) ? present.groups[label] : null
    return [label, size ?? null] as const
  })
  const mixed = groupsOf(present.layout, facts.mastodon.queues).flatMap(({ label, queues }) => {
    const serving = processes.filter((role) => queues.every(({ name }) => role.queues?.includes(name)))
    const threads = serving.flatMap((role) => role.threads ?? []).sort((a, b) => b - a)
    return new Set(threads).size > 1 ? [[label, threads] as const] : []
  })
  return {
    ...present,
    groups: Object.fromEntries(groups),
    ...(mixed.length > 0 ? { mixed: Object.fromEntries(mixed) } : {}),
  }
}

/** The Sidekiq processes but for those that a surge has added for a time. */
function lastingProcesses(facts: Facts): readonly Role[] {
  const { roles } = facts.state
  const passing = passingUnits(facts.state)
  return seenProcesses(facts).flatMap((unit) =>
    roles[unit]?.kind === 'sidekiq' && !passing.includes(unit) ? [roles[unit]] : [],
  )
}
