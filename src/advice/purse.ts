import type { Answers, GroupSize } from '../answers.js'
import { connectionLimit, connectionsOf, poolsOf, usableConnections } from '../budget/connections.js'
import { sidekiqMemory } from '../budget/memory.js'
import { type Facts, known } from '../known/facts.js'
import type { Evidence } from '../known/load.js'

/** What further threads and processes may take; what one group is given is gone for the next. */
export interface Purse {
  /** Database connections that are free: the usable part of the limit less what is in use or planned; infinite where nobody knows the limit. */
  readonly connections: number
  /** Threads that these connections are enough for; a replica brings each a second one. */
  readonly threads: number
  /** Sidekiq processes that the free memory is enough for. */
  readonly processes: number
  /** Cores that have nothing to do. */
  readonly cores: number
  /** Connections that are in use, planned or given already, and the limit. */
  readonly used: number
  readonly limit: number
  /** Connections that are open now; null where only the plan is known. */
  readonly inUse: number | null
  readonly pools: number
}

/** What is free on this server; `answers` are what runs. */
export function purseFor(facts: Facts, answers: Answers, { idle, memoryFree }: Evidence): Purse {
  const { limit, assumed } = connectionLimit(facts)
  // Behind PgBouncer the limit counts its clients, and PostgreSQL tells only of its own.
  const inUse = known(facts.postgres) && !facts.settings.pgbouncer ? facts.postgres.value.inUse : null
  const used = Math.max(inUse ?? 0, connectionsOf(facts, answers).total)
  const pools = poolsOf(facts)
  // A default that is only assumed is no reason to leave a queue behind; a finding says that it is not known.
  const connections = assumed ? Number.POSITIVE_INFINITY : Math.max(0, usableConnections(facts) - used)
  const memory = Math.max(0, memoryFree ?? facts.machine.memoryFree)
  return {
    ...{ connections, used, limit, inUse, pools },
    threads: Math.floor(connections / pools),
    processes: Math.floor(memory / sidekiqMemory),
    cores: idle === null ? unmeasured(facts, answers) : Math.round(idle * facts.machine.cores),
  }
}

/** The purse after a group was given another size. What a smaller one frees is not given away: old and new overlap for a while. */
export function spend(purse: Purse, from: GroupSize | null, to: GroupSize | null): Purse {
  const connections = Math.max(0, threadsOf(to) - threadsOf(from)) * purse.pools
  const processes = Math.max(0, (to?.processes ?? 0) - (from?.processes ?? 0))
  const left = Math.max(0, purse.connections - connections)
  return {
    ...{ ...purse, connections: left, used: purse.used + connections },
    threads: Math.floor(left / purse.pools),
    processes: Math.max(0, purse.processes - processes),
    cores: Math.max(0, purse.cores - processes),
  }
}

/** All threads of a group. */
export function threadsOf(size: GroupSize | null): number {
  return size === null ? 0 : size.threads * size.processes
}

/** Where nobody measured: a core is free while there are fewer processes than cores (Sidekiq's author: one process per core). */
function unmeasured(facts: Facts, answers: Answers): number {
  const processes = Object.values(answers.groups).reduce((sum, size) => sum + (size?.processes ?? 0), 0)
  return processes < facts.machine.cores ? 1 : 0
}
