import { worstFirst } from '../advice/evidence.js'
import { pressureOn } from '../advice/pressure.js'
import { type Facts, isKnown } from '../known/facts.js'
import type { QueueLoad } from '../known/load.js'
import { groupLoad } from '../status/groups.js'
import { helpInShort } from '../status/help.js'
import { hasLoad } from '../wizard/has-load.js'
import type { Asking } from '../wizard/types.js'
import { spoken, waiting } from './words.js'

/**
 * What Sidekiq does now, a queue in each line, the one that needs help first on top; then who needs
 * help.
 */
export function loadSaid(facts: Facts): readonly string[] {
  if (!hasLoad({ facts })) return []
  return [
    'The queues, the one that needs help first on top:',
    ...worstFirst(facts).map((queue) => queueSaid(facts, queue)),
    ...helpInShort(facts).map(({ text }) => spoken(text)),
  ]
}

function queueSaid(
  { evidence }: Facts,
  { name, size, latency, processes, threads, busy }: QueueLoad,
): string {
  const serving = processes === 0 ? 'nobody takes its jobs' : `${busy} of ${threads} threads run its jobs`
  const growing =
    isKnown(evidence) && pressureOn(name, evidence.value.before, evidence.value.now).trend === 'growing'
      ? ', growing'
      : ''
  return `${name}: ${waiting(size, latency)}${growing}, ${serving}.`
}

/** What runs for a group of queues now, and how it does; nothing where that is not known. */
export function groupSaid({ facts, answers }: Asking, label: string): readonly string[] {
  const load = groupLoad(facts, answers.layout, label)
  if (load === undefined) return []
  const { served, waiting: count, worst, busy, threads } = load
  const where = worst.name === label ? '' : `in ${worst.name} `
  const running = threads === 0 ? '' : `, ${busy} of ${threads} threads run its jobs`
  return [`Runs now: ${spoken(served)}. Its load: ${waiting(count, worst.latency, where)}${running}.`]
}
