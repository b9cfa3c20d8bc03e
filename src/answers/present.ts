import { recommend } from '../advice/recommend.js'
import type { Answers } from '../answers.js'
import type { Facts } from '../facts/types.js'
import { answersFrom } from '../units/answers-from.js'
import { answersSeen } from '../units/answers-seen.js'
import { groupsOf } from '../units/groups.js'

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
export function presentOf(facts: Facts): Answers | null {
  const present = runningAnswers(facts, recommend(facts))
  if (present === undefined) return null
  const served = servedQueues(facts)
  const groups = groupsOf(present.layout, facts.mastodon.queues).map(({ label, queues }) => {
    const size = queues.some((queue) => served.includes(queue.name)) ? present.groups[label] : null
    return [label, size ?? null] as const
  })
  return { ...present, groups: Object.fromEntries(groups) }
}

function servedQueues({ state, units }: Facts): readonly string[] {
  const seen = [...state.active, ...units.filter((unit) => unit.enabled).map((unit) => unit.unit)]
  return seen.flatMap((unit) => (state.roles[unit]?.kind === 'sidekiq' ? (state.roles[unit]?.queues ?? []) : []))
}
