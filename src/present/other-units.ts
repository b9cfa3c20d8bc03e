import { type Group, groupsFor } from '../answers/groups.js'
import { evenSize } from '../answers/sizes.js'
import type { Layout } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { stockSidekiqThreads, usualThreads } from '../mastodon/defaults.js'
import type { Role } from '../state.js'
import { sidekiqUnit } from '../units/names.js'
import type { Installed } from './types.js'
import { chosenSandbox, seenProcesses, webAndStreamingOf } from './web-and-streaming.js'

/**
 * What somebody else's units amount to (the article's, the stock ones, any whose Sidekiq processes
 * are spread as one of our layouts is); undefined where they are spread otherwise, or there are
 * none.
 */
export function otherUnits(facts: Facts): Installed | undefined {
  const { roles } = facts.state
  const sidekiq = seenProcesses(facts).flatMap((unit) =>
    roles[unit]?.kind === 'sidekiq' ? [roles[unit]] : [],
  )
  const beside = webAndStreamingOf(facts)
  const layout = layoutOf(sidekiq, facts)
  if (layout === undefined || beside === undefined) return undefined
  const groups = groupsFor(facts, { layout }).flatMap((group) => {
    const size = evenSize(
      sidekiq.filter((role) => serves(role, group)).map((role) => role.threads ?? usualThreads),
    )
    return size === null ? [] : [[group.label, size] as const]
  })
  const { web, streaming } = beside
  return {
    ours: false,
    web,
    streaming,
    layout,
    groups: Object.fromEntries(groups),
    ...chosenSandbox(beside),
  }
}

/**
 * What was chosen of the units that Mastodon ships, whose sizes nobody chose: web and streaming
 * unless they run as shipped.
 */
export function stockUnits(facts: Facts): Installed {
  const beside = webAndStreamingOf(facts)
  if (beside === undefined) return { ours: false }
  const { web, webAsShipped, streaming } = beside
  return { ours: false, ...(webAsShipped ? {} : { web }), streaming, ...chosenSandbox(beside) }
}

/** Whether these are just the units that Mastodon ships: nobody has chosen their sizes. */
export function isStock(facts: Facts): boolean {
  const sidekiq = facts.state.active.filter((unit) => facts.state.roles[unit]?.kind === 'sidekiq')
  const [only] = sidekiq
  return (
    sidekiq.length === 0 ||
    (sidekiq.length === 1 && only === sidekiqUnit && facts.state.roles[only]?.threads === stockSidekiqThreads)
  )
}

function layoutOf(processes: readonly Role[], facts: Facts): Layout | undefined {
  if (processes.length === 0) return undefined
  // From one queue each to all in one: the layout says nothing where a server has a single queue.
  return (['per-queue', 'one', 'split'] as const).find((layout) => {
    const groups = groupsFor(facts, { layout })
    return processes.every((role) => groups.some((group) => serves(role, group)))
  })
}

function serves(role: Role, group: Group): boolean {
  const names = role.queues ?? []
  return names.length === group.queues.length && group.queues.every((queue) => names.includes(queue.name))
}
