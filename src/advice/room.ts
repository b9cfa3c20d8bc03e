import type { Answers } from '../answers.js'
import { poolsOf, usableConnections, webThreads } from '../budget/connections.js'
import { memoryOf, sidekiqMemory } from '../budget/memory.js'
import type { Facts } from '../known/facts.js'
import { streamingPool } from '../mastodon/defaults.js'

/** What the advice about Sidekiq builds on: everything that was answered before it. */
export type Given = Pick<Answers, 'cores' | 'memory' | 'web' | 'streaming'>

/** What is left for Sidekiq: threads that may hold a connection, and processes that fit into memory; both may be negative. */
export interface Room {
  readonly threads: number
  readonly processes: number
}

/** Threads that the database can serve: each holds a connection, and with a replica two. */
export function usableThreads(facts: Facts): number {
  return Math.floor(usableConnections(facts) / poolsOf(facts))
}

/** What web and streaming leave to Sidekiq. */
export function roomFor(facts: Facts, given: Given): Room {
  const threads = usableThreads(facts) - webThreads(given.web) - given.streaming * streamingPool
  const free = given.memory - memoryOf(facts, { ...given, groups: {} }).total
  return { threads, processes: Math.floor(free / sidekiqMemory) }
}
