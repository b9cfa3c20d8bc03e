import type { Answers, GroupSize, WebSize } from './answers.js'
import { type Facts, known } from './facts/types.js'
import { GB, MB } from './format.js'
import type { Role } from './state.js'

/** What is planned, what it comes to at the worst moment of a change, and how much there may be. */
export interface Gauge {
  readonly planned: number
  readonly peak: number
  readonly limit: number
}

/** Database connections, and memory in bytes. */
export interface Budget {
  readonly connections: Gauge
  readonly memory: Gauge
}

/** What processes take together: connections, and bytes. */
export interface Cost {
  readonly connections: number
  readonly memory: number
}

export interface Connections {
  readonly web: number
  readonly sidekiq: number
  readonly streaming: number
  readonly total: number
}

export interface Memory {
  readonly web: number
  readonly sidekiq: number
  readonly streaming: number
  /** The system, and PostgreSQL and Redis where they run here. */
  readonly others: number
  readonly total: number
}

export interface ConnectionLimit {
  readonly limit: number
  /** True where the limit is a default that nobody has read from the server. */
  readonly assumed: boolean
  readonly sentence: string
}

/** A streaming process's pool; Mastodon's own default, and fixed up to 4.0 (streaming/index.js). */
export const streamingPool = 10
/** Bytes of a Sidekiq process: 550 to 650 MB measured at 24 threads (mastodon#28013). */
export const sidekiqMemory = 600 * MB
/** Bytes of a streaming process; our estimate. */
export const streamingMemory = 200 * MB

/** Sidekiq's and Puma's own default, and config/sidekiq.yml's. */
const usualThreads = 5
const workerMemory = 450 * MB
const masterMemory = 200 * MB
const singleMemory = 500 * MB
const systemMemory = 256 * MB
const redisMemory = 100 * MB
const defaults = { maxConnections: 100, reserved: 3, clients: 100 }

/** Pools that each process keeps: a read replica brings a second one (config/database.yml). */
export function poolsOf(facts: Facts): number {
  return facts.settings.replica ? 2 : 1
}

/** Threads of Puma, each of which may hold a connection; a single process counts as one worker. */
export function webThreads(web: WebSize | null): number {
  return web === null ? 0 : Math.max(1, web.workers) * web.threads
}

/**
 * Database connections that the services open at most, replica included: a thread of Puma or Sidekiq one, a streaming process
 * ten (config/database.yml, streaming/index.js). Up to 4.1 a streaming process is a worker of STREAMING_CLUSTER_NUM.
 */
export function connectionsOf(facts: Facts, answers: Pick<Answers, 'web' | 'streaming' | 'groups' | 'surges'>): Connections {
  const pools = poolsOf(facts)
  const threads = sizesOf(answers).reduce((sum, size) => sum + size.threads * size.processes, 0)
  const web = pools * webThreads(answers.web)
  const sidekiq = pools * threads
  const streaming = pools * answers.streaming * streamingPool
  return { web, sidekiq, streaming, total: web + sidekiq + streaming }
}

/** Connections that Mastodon may open: PostgreSQL's limit less what it keeps for superusers, or PgBouncer's clients. */
export function connectionLimit(facts: Facts): ConnectionLimit {
  if (facts.settings.pgbouncer) {
    const sentence = `Mastodon connects through PgBouncer, whose max_client_conn is not read: its default of ${defaults.clients} is assumed.`
    return { limit: defaults.clients, assumed: true, sentence }
  }
  if (known(facts.postgres)) {
    const { maxConnections, reserved } = facts.postgres.value
    const limit = Math.max(0, maxConnections - reserved)
    const sentence = `PostgreSQL takes ${maxConnections} connections and keeps ${reserved} for its superuser, so ${limit} are left.`
    return { limit, assumed: false, sentence }
  }
  const limit = defaults.maxConnections - defaults.reserved
  const sentence = `PostgreSQL's limit is not known, so its default is assumed: ${defaults.maxConnections} connections, ${defaults.reserved} of them kept for its superuser.`
  return { limit, assumed: true, sentence: `${sentence} ${facts.postgres.unknown}` }
}

/** Bytes that Puma takes: a master and its workers, or one process (estimates; Puma's guide says 512 MB to 1 GB a worker). */
export function webMemory(web: WebSize | null): number {
  if (web === null) return 0
  return web.workers === 0 ? singleMemory : masterMemory + web.workers * workerMemory
}

/** Bytes that everything on this server is expected to take together; estimates, 600 MB a Sidekiq process by mastodon#28013. */
export function memoryOf(facts: Facts, answers: Pick<Answers, 'memory' | 'web' | 'streaming' | 'groups' | 'surges'>): Memory {
  const web = webMemory(answers.web)
  const sidekiq = sizesOf(answers).reduce((sum, size) => sum + size.processes, 0) * sidekiqMemory
  const streaming = answers.streaming * streamingMemory
  // Most of PostgreSQL is cache that the kernel lends out: 15 % is what it should never have to do without.
  const postgres = facts.settings.databaseHere ? Math.round(clamp(0.15 * answers.memory, 128 * MB, 4 * GB)) : 0
  const others = systemMemory + postgres + (facts.settings.redisHere ? redisMemory : 0)
  return { web, sidekiq, streaming, others, total: web + sidekiq + streaming + others }
}

/** Connections and bytes of processes that run side by side, with what else this server runs; a size not known is Mastodon's default. */
export function costOf(facts: Facts, answers: Pick<Answers, 'memory'>, roles: readonly Role[]): Cost {
  const of = (kind: Role['kind']) => roles.filter((role) => role.kind === kind)
  const threads = [...of('web'), ...of('sidekiq')].reduce((sum, role) => sum + (role.threads ?? usualThreads), 0)
  const streaming = of('streaming').length
  const web = of('web').reduce((sum, role) => sum + webMemory({ workers: role.workers ?? 0, threads: 1 }), 0)
  const others = memoryOf(facts, { ...answers, web: null, streaming: 0, groups: {} }).total
  return {
    connections: poolsOf(facts) * (threads + streaming * streamingPool),
    memory: others + web + of('sidekiq').length * sidekiqMemory + streaming * streamingMemory,
  }
}

/** What the answers cost against what there is; `peak` is what runs at the worst moment of a change. */
export function budget(facts: Facts, answers: Answers, peak: Cost = { connections: 0, memory: 0 }): Budget {
  const connections = connectionsOf(facts, answers).total
  const memory = memoryOf(facts, answers).total
  return {
    connections: { planned: connections, peak: Math.max(connections, peak.connections), limit: connectionLimit(facts).limit },
    memory: { planned: memory, peak: Math.max(memory, peak.memory), limit: answers.memory },
  }
}

/** Every group's lasting processes, and those of surges. */
function sizesOf({ groups, surges = {} }: Pick<Answers, 'groups' | 'surges'>): readonly GroupSize[] {
  return [...Object.values(groups), ...Object.values(surges)].filter((size) => size !== null)
}

/** A number kept between two others. */
export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
