import { threadsOf } from '../answers/sizes.js'
import type { Answers, GroupSize } from '../answers.js'
import { connectionLimit, connectionsOf, poolsOf, usableConnections } from '../budget/connections.js'
import { sidekiqMemory } from '../budget/memory.js'
import { type Facts, isKnown } from '../known/facts.js'
import type { Evidence } from '../known/load.js'

/** How many more threads and processes this server can carry. */
export interface Headroom {
  /**
   * Database connections that are free: the usable part of the limit less what is in use or
   * planned. Infinite where the limit is not known.
   */
  readonly connections: number
  /** Threads that these connections are enough for; with a read replica each thread takes two. */
  readonly threads: number
  /** Sidekiq processes that fit into the free memory. */
  readonly processes: number
  /** Cores that have nothing to do. */
  readonly cores: number
  /** Connections that are in use, planned or already proposed. */
  readonly used: number
  /** Connections that Mastodon may open. */
  readonly limit: number
  /** Connections that are open now; null where only the plan is known. */
  readonly inUse: number | null
  /** Pools of connections in each process: each thread may take a connection from every pool. */
  readonly pools: number
}

/** The headroom of this server while it runs as the `answers` say. */
export function headroomFor(facts: Facts, answers: Answers, { idle, memoryFree }: Evidence): Headroom {
  const { limit, assumed } = connectionLimit(facts)
  // Behind PgBouncer the limit counts PgBouncer's clients, and PostgreSQL can tell only of its own.
  const inUse = isKnown(facts.postgres) && !facts.settings.pgbouncer ? facts.postgres.value.inUse : null
  const used = Math.max(inUse ?? 0, connectionsOf(facts, answers).total)
  const pools = poolsOf(facts)
  // An assumed limit is no reason to leave a queue behind; a finding says that the limit is not
  // known.
  const connections = assumed ? Number.POSITIVE_INFINITY : Math.max(0, usableConnections(facts) - used)
  const memory = Math.max(0, memoryFree ?? facts.machine.memoryFree)
  return {
    ...{ connections, used, limit, inUse, pools },
    threads: Math.floor(connections / pools),
    processes: Math.floor(memory / sidekiqMemory),
    cores: idle === null ? coresFreeByCount(facts, answers) : Math.round(idle * facts.machine.cores),
  }
}

/**
 * The headroom that is left once a group was given another size. What a smaller size frees is not
 * counted: the old processes and the new ones run side by side for a while.
 */
export function headroomAfter(headroom: Headroom, from: GroupSize | null, to: GroupSize | null): Headroom {
  const taken = Math.max(0, threadsOf(to) - threadsOf(from)) * headroom.pools
  const processes = Math.max(0, (to?.processes ?? 0) - (from?.processes ?? 0))
  const connections = Math.max(0, headroom.connections - taken)
  return {
    ...{ ...headroom, connections, used: headroom.used + taken },
    threads: Math.floor(connections / headroom.pools),
    processes: Math.max(0, headroom.processes - processes),
    cores: Math.max(0, headroom.cores - processes),
  }
}

/**
 * Free cores where nobody measured them: one while there are fewer processes than cores (Sidekiq's
 * author: one process per core).
 */
function coresFreeByCount(facts: Facts, answers: Answers): number {
  const processes = Object.values(answers.groups).reduce((sum, size) => sum + (size?.processes ?? 0), 0)
  return processes < facts.machine.cores ? 1 : 0
}
