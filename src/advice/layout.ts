import type { Layout } from '../answers.js'
import { connectionLimit } from '../budget/connections.js'
import { sidekiqMemory } from '../budget/memory.js'
import type { Facts } from '../known/facts.js'
import { bytes, GB, plural } from '../text/format.js'
import { type AnswersBeforeSidekiq, sidekiqCapacity } from './sidekiq-capacity.js'

/** Connections that a process for each queue needs, one for each of its threads, to be worth it. */
const perQueueThreads = 55
// A machine sold with 16 GB shows 15.6: the kernel keeps the rest.
const perQueueMemory = 15 * GB
const perQueueCores = 8

/**
 * How to spread the queues: everything in one process on up to 2 cores or 4 GB, a process per queue
 * from 8 cores, 16 GB and 55 free connections, else `split` (our model: seven processes of 600 MB
 * crowd anything smaller).
 */
export function adviseLayout(facts: Facts, answers: AnswersBeforeSidekiq): Layout {
  if (answers.cores <= 2 || answers.memory <= 4 * GB) return 'one'
  const large = answers.cores >= perQueueCores && answers.memory >= perQueueMemory
  return large && sidekiqCapacity(facts, answers).threads >= perQueueThreads ? 'per-queue' : 'split'
}

/** Why this layout is proposed. */
export function layoutReason(facts: Facts, answers: AnswersBeforeSidekiq): string {
  const layout = adviseLayout(facts, answers)
  const count = facts.mastodon.queues.length
  const each = `Each Sidekiq process takes about ${bytes(sidekiqMemory)} and at most one core`
  if (layout === 'one') {
    return `${each}. On ${plural(answers.cores, 'core')} and ${bytes(answers.memory)}, one process for all ${count} queues leaves no thread idle while another queue is late.`
  }
  const left = Math.max(0, sidekiqCapacity(facts, answers).threads)
  if (layout === 'per-queue') {
    return `${each}; ${answers.cores} cores, ${bytes(answers.memory)} and ${left} free database connections are enough to size all ${count} queues one by one.`
  }
  if (answers.cores >= perQueueCores && answers.memory >= perQueueMemory) {
    const raise = facts.settings.pgbouncer
      ? "raise PgBouncer's max_client_conn"
      : "raise PostgreSQL's max_connections or use PgBouncer"
    const { limit, assumed } = connectionLimit(facts)
    if (assumed) {
      return `${each}. A process per queue needs ${perQueueThreads} database connections. How many are allowed is not known; of ${limit}, the default, web and streaming leave ${left}.`
    }
    return `${each}. A process per queue needs ${perQueueThreads} database connections and web and streaming leave ${left}: ${raise} to go further.`
  }
  return `${each}. One per queue, ${count} of them, would crowd ${answers.cores} cores and ${bytes(answers.memory)}; mail and the scheduler stay on time in a process of their own, and the rest use the other cores.`
}
