import type { Unit } from '../state.js'
import { type Draft, fitTogether, isServed, takeDown } from './draft.js'

/**
 * Where a new process does not fit beside what runs, those that it replaces go first, then whatever
 * else goes; the preview tells the gap. False where it does not fit all the same.
 */
export function makeRoom(draft: Draft, unit: Unit): boolean {
  const { from, to, change, running } = draft
  if (fits(draft, unit)) return true
  const leaving = change.go.filter((each) => running.has(each) && from.roles[each]?.kind === 'sidekiq')
  const queuesOf = (each: Unit) => from.roles[each]?.queues ?? []

  const spare = leaving.filter((each) => queuesOf(each).every((queue) => isServed(draft, queue, leaving)))
  takeDown(draft, spare)
  if (fits(draft, unit)) return true

  const queues = to.roles[unit]?.queues ?? []
  const replaced = leaving.filter((each) => queuesOf(each).some((queue) => queues.includes(queue)))
  takeDown(
    draft,
    replaced.filter((each) => !spare.includes(each)),
  )

  const others = leaving.filter((each) => running.has(each))
  const enough = [...others.keys(), others.length].find((count) => fits(draft, unit, others.slice(0, count)))
  if (enough === undefined) return false
  takeDown(draft, others.slice(0, enough))
  return true
}

/** Whether a unit of the wanted state fits beside what runs, without some of it. */
function fits(draft: Draft, unit: Unit, without: readonly Unit[] = []): boolean {
  const staying = [...draft.running].filter(([each]) => !without.includes(each)).map(([, role]) => role)
  return fitTogether(draft, [...staying, draft.to.roles[unit]])
}
