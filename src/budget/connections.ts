import { sizesOf, threadsOf } from '../answers/sizes.js'
import type { Answers, WebSize } from '../answers.js'
import { connectionsAllowed, type Facts, isKnown } from '../known/facts.js'
import { streamingPool } from '../mastodon/defaults.js'
import { total } from '../numbers.js'

/**
 * Connections to PostgreSQL that the processes of a setting may open, counted by kind of process.
 */
export interface Connections {
  readonly web: number
  readonly sidekiq: number
  readonly streaming: number
  readonly total: number
}

/**
 * How many connections Mastodon may have (a count), and a sentence that says where that comes from.
 */
export interface ConnectionLimit {
  readonly limit: number
  /** True where the limit is a default that nobody has read from the server. */
  readonly assumed: boolean
  readonly sentence: string
}

/**
 * Those of postgresql.conf (max_connections, superuser_reserved_connections) and of pgbouncer.ini
 * (max_client_conn).
 */
const defaults = { maxConnections: 100, reserved: 3, clients: 100 }

/**
 * Part of the limit that may be used: consoles, migrations and back-ups connect too (Hazel Weakly
 * 2022).
 */
export const usableShare = 0.9

/** Pools that each process keeps: a read replica brings a second one (config/database.yml). */
export function poolsOf(facts: Facts): number {
  return facts.settings.replica ? 2 : 1
}

/** Threads of Puma, each of which may hold a connection; a single process counts as one worker. */
export function webThreads(web: WebSize | null): number {
  return web === null ? 0 : Math.max(1, web.workers) * web.threads
}

/**
 * Database connections that the services open at most, replica included: a thread of Puma or
 * Sidekiq one, a streaming process ten (config/database.yml, streaming/index.js). Up to 4.1 a
 * streaming process is a worker of STREAMING_CLUSTER_NUM.
 */
export function connectionsOf(
  facts: Facts,
  answers: Pick<Answers, 'web' | 'streaming' | 'groups' | 'surges'>,
): Connections {
  const pools = poolsOf(facts)
  const threads = total(sizesOf(answers).map(threadsOf))
  const web = pools * webThreads(answers.web)
  const sidekiq = pools * threads
  const streaming = pools * answers.streaming * streamingPool
  return { web, sidekiq, streaming, total: web + sidekiq + streaming }
}

/**
 * Connections that Mastodon may open: PostgreSQL's limit less what it keeps for superusers, or
 * PgBouncer's clients.
 */
export function connectionLimit(facts: Facts): ConnectionLimit {
  const { pgbouncer, pgbouncerClients: clients } = facts.settings
  if (pgbouncer && clients !== undefined) {
    return {
      limit: clients,
      assumed: false,
      sentence: `Mastodon connects through PgBouncer, which takes ${clients} clients (max_client_conn).`,
    }
  }
  if (pgbouncer) {
    const sentence = `Mastodon connects through PgBouncer, whose max_client_conn is not read: its default of ${defaults.clients} is assumed.`
    return { limit: defaults.clients, assumed: true, sentence }
  }
  if (isKnown(facts.postgres)) {
    const { maxConnections, reserved } = facts.postgres.value
    const limit = connectionsAllowed(facts.postgres.value)
    const sentence = `PostgreSQL takes ${maxConnections} connections and keeps ${reserved} for its superuser, so ${limit} are left.`
    return { limit, assumed: false, sentence }
  }
  const limit = connectionsAllowed(defaults)
  const sentence = `PostgreSQL's limit is not known, so its default is assumed: ${defaults.maxConnections} connections, ${defaults.reserved} of them kept for its superuser.`
  return { limit, assumed: true, sentence: `${sentence} ${facts.postgres.unknown}` }
}

/**
 * Connections that Mastodon should use at most: what of the limit is to be kept free is taken off.
 */
export function usableConnections(facts: Facts): number {
  return Math.floor(connectionLimit(facts).limit * usableShare)
}
