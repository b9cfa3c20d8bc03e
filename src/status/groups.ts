import { tolerable, worstFirst } from '../advice/evidence.js'
import { groupsFor } from '../answers/groups.js'
import type { Layout } from '../answers.js'
import { type Facts, isKnown } from '../known/facts.js'
import type { QueueLoad } from '../known/load.js'
import { total } from '../numbers.js'
import { sizesText } from './queues.js'

/**
 * What runs for a group of queues now, whoever else those processes serve, and how its queues do.
 */
export interface GroupLoad {
  /** The processes in words: `1 × 25`; `nobody` where a queue of it is not served. */
  readonly served: string
  readonly waiting: number
  /** The queue of it that does worst. */
  readonly worst: QueueLoad
  readonly busy: number
  readonly threads: number
  readonly late: boolean
}

/**
 * The load of the group with this label; undefined where there is none in this layout, or nobody
 * knows what Sidekiq does.
 */
export function groupLoad(facts: Facts, layout: Layout, label: string): GroupLoad | undefined {
  const group = groupsFor(facts, { layout }).find((each) => each.label === label)
  if (group === undefined || !isKnown(facts.evidence)) return undefined
  const { now } = facts.evidence.value
  const names = group.queues.map(({ name }) => name)
  const loads = worstFirst(facts).filter(({ name }) => names.includes(name))
  const [worst] = loads
  if (worst === undefined) return undefined
  const serving = now.processes.filter(
    ({ quiet, queues }) => !quiet && queues.some((name) => names.includes(name)),
  )
  return {
    served: loads.some(({ processes }) => processes === 0) ? 'nobody' : sizesText(serving),
    waiting: total(loads.map(({ size }) => size)),
    worst,
    busy: total(loads.map(({ busy }) => busy)),
    threads: total(serving.map(({ threads }) => threads)),
    late: worst.latency > tolerable(worst.name),
  }
}
