import type { Answers } from '../answers.js'
import { poolsOf, usableConnections, webThreads } from '../budget/connections.js'
import { memoryOf, sidekiqMemory } from '../budget/memory.js'
import type { Facts } from '../known/facts.js'
import { streamingPool } from '../mastodon/defaults.js'

/** The answers that decide what is left for Sidekiq. */
export type AnswersBeforeSidekiq = Pick<Answers, 'cores' | 'memory' | 'web' | 'streaming'>

/** What web and streaming leave to Sidekiq. Negative where they take more than there is. */
export interface SidekiqCapacity {
  /** Threads that a database connection is left for. */
  readonly threads: number
  /** Processes that fit into the memory that is left. */
  readonly processes: number
}

/** Threads that the database can serve: each holds a connection, and with a read replica two. */
export function usableThreads(facts: Facts): number {
  return Math.floor(usableConnections(facts) / poolsOf(facts))
}

/** The capacity for Sidekiq beside web and streaming of this size. */
export function sidekiqCapacity(facts: Facts, answers: AnswersBeforeSidekiq): SidekiqCapacity {
  const threads = usableThreads(facts) - webThreads(answers.web) - answers.streaming * streamingPool
  const free = answers.memory - memoryOf(facts, { ...answers, groups: {} }).total
  return { threads, processes: Math.floor(free / sidekiqMemory) }
}
