import type { Answers, Layout } from '../answers.js'
import type { Mastodon } from '../known/facts.js'
import type { Queue } from '../mastodon/queue.js'

/**
 * Queues served together by the same Sidekiq processes; `label` stands in the unit's name and in
 * `--queue`.
 */
export interface Group {
  readonly label: string
  readonly queues: readonly Queue[]
  /**
   * True where the group holds `scheduler`, which at most one process may serve (mastodon#14764).
   */
  readonly exclusive: boolean
}

const mailQueues = ['scheduler', 'mailers']

/**
 * The groups that were made, by the queues of a server: some twenty places ask for them at every
 * key.
 */
const made = new WeakMap<readonly Queue[], Map<Layout, readonly Group[]>>()

/**
 * The process groups of a layout over the queues that this server's Mastodon has, in the order in
 * which they are shown and started: `one` → `all`; `split` → `mail` (scheduler, mailers) and
 * `rest`; `per-queue` → each queue by its own name.
 */
export function groupsFor(
  { mastodon: { queues } }: { readonly mastodon: Pick<Mastodon, 'queues'> },
  { layout }: Pick<Answers, 'layout'>,
): readonly Group[] {
  const byLayout = made.get(queues) ?? new Map<Layout, readonly Group[]>()
  const groups = byLayout.get(layout) ?? groupsOf(layout, queues)
  made.set(queues, byLayout.set(layout, groups))
  return groups
}

function groupsOf(layout: Layout, queues: readonly Queue[]): readonly Group[] {
  if (layout === 'one') return [group('all', queues)]
  if (layout === 'per-queue') return queues.map((queue) => group(queue.name, [queue]))
  const mail = queues.filter((queue) => mailQueues.includes(queue.name))
  const rest = queues.filter((queue) => !mailQueues.includes(queue.name))
  return [group('mail', mail), group('rest', rest)].filter((each) => each.queues.length > 0)
}

function group(label: string, queues: readonly Queue[]): Group {
  return { label, queues, exclusive: queues.some((queue) => queue.name === 'scheduler') }
}
