import type { Layout } from '../answers.js'
import type { Queue } from '../mastodon/queue.js'

/** Queues served together by the same Sidekiq processes; `label` stands in the unit's name and in `--queue`. */
export interface Group {
  readonly label: string
  readonly queues: readonly Queue[]
  /** True where the group holds `scheduler`, which at most one process may serve (mastodon#14764). */
  readonly exclusive: boolean
}

const mailQueues = ['scheduler', 'mailers']

/**
 * The process groups of a layout over the queues that this Mastodon has, in the order in which they are shown and started:
 * `one` → `all`; `split` → `mail` (scheduler, mailers) and `rest`; `per-queue` → each queue by its own name.
 */
export function groupsOf(layout: Layout, queues: readonly Queue[]): readonly Group[] {
  if (layout === 'one') return [group('all', queues)]
  if (layout === 'per-queue') return queues.map((queue) => group(queue.name, [queue]))
  const mail = queues.filter((queue) => mailQueues.includes(queue.name))
  const rest = queues.filter((queue) => !mailQueues.includes(queue.name))
  return [group('mail', mail), group('rest', rest)].filter((each) => each.queues.length > 0)
}

function group(label: string, queues: readonly Queue[]): Group {
  return { label, queues, exclusive: queues.some((queue) => queue.name === 'scheduler') }
}
