import { computes } from '../advice/queues.js'
import { groupsFor } from '../answers/groups.js'
import type { Answers } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { plural } from '../text/format.js'

/**
 * How many processes keep a core busy when there is much to do, beside the cores that there are:
 * Puma's workers, and the Sidekiq processes that serve a queue whose jobs compute. One process uses
 * one core however many threads it has (sidekiq#4649), and one for each core is the field's rule
 * (Puma 8's deployment guide; Perham, sidekiq#3231). A sentence without its full stop.
 */
export function computingSaid(facts: Facts, answers: Answers): string {
  const { web, groups, surges = {}, cores } = answers
  const busy = groupsFor(facts, answers).filter(({ queues }) => queues.some(({ name }) => computes(name)))
  const sidekiq = busy.reduce(
    (sum, { label }) => sum + (groups[label]?.processes ?? 0) + (surges[label]?.processes ?? 0),
    0,
  )
  const workers = web === null ? 0 : Math.max(1, web.workers)
  return `Processes that compute: ${workers + sidekiq} for ${plural(cores, 'core')} (${workers} web, ${sidekiq} Sidekiq)`
}
