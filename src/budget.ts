import type { Answers } from './answers.js'
import { connectionLimit, connectionsOf, poolsOf } from './budget/connections.js'
import { memoryOf, sidekiqMemory, streamingMemory, webMemory } from './budget/memory.js'
import type { Facts } from './known/facts.js'
import { streamingPool, usualThreads } from './mastodon/defaults.js'
import type { Role } from './state.js'

/** What is planned, what it comes to at the worst moment of a change, and how much there may be. */
export interface BudgetLine {
  readonly planned: number
  readonly peak: number
  readonly limit: number
}

/** Database connections, and memory in bytes. */
export interface Budget {
  readonly connections: BudgetLine
  readonly memory: BudgetLine
}

/** What processes take together: connections, and bytes. */
export interface Cost {
  readonly connections: number
  readonly memory: number
}

/**
 * Connections and bytes of processes that run side by side, with what else this server runs; a size
 * not known is Mastodon's default.
 */
export function costOf(facts: Facts, answers: Pick<Answers, 'memory'>, roles: readonly Role[]): Cost {
  const of = (kind: Role['kind']) => roles.filter((role) => role.kind === kind)
  const threads = [...of('web'), ...of('sidekiq')].reduce(
    (sum, role) => sum + (role.threads ?? usualThreads),
    0,
  )
  const streaming = of('streaming').length
  const web = of('web').reduce((sum, role) => sum + webMemory({ workers: role.workers ?? 0, threads: 1 }), 0)
  const others = memoryOf(facts, { ...answers, web: null, streaming: 0, groups: {} }).total
  return {
    connections: poolsOf(facts) * (threads + streaming * streamingPool),
    memory: others + web + of('sidekiq').length * sidekiqMemory + streaming * streamingMemory,
  }
}

/**
 * What the answers cost against what there is; `peak` is what runs at the worst moment of a change.
 */
export function budget(facts: Facts, answers: Answers, peak: Cost = { connections: 0, memory: 0 }): Budget {
  const connections = connectionsOf(facts, answers).total
  const memory = memoryOf(facts, answers).total
  return {
    connections: {
      planned: connections,
      peak: Math.max(connections, peak.connections),
      limit: connectionLimit(facts).limit,
    },
    memory: { planned: memory, peak: Math.max(memory, peak.memory), limit: answers.memory },
  }
}
