import { sizesOf } from '../answers/sizes.js'
import type { Answers, WebSize } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { clamp } from '../numbers.js'
import { GB, MB } from '../text/format.js'

/** Bytes that a setting takes, by what takes them. */
export interface Memory {
  readonly web: number
  readonly sidekiq: number
  readonly streaming: number
  /** The system, and PostgreSQL and Redis where they run here. */
  readonly others: number
  readonly total: number
}

/** Bytes of a Sidekiq process: 550 to 650 MB measured at 24 threads (mastodon#28013). */
export const sidekiqMemory = 600 * MB
/** Bytes of a streaming process; our estimate. */
export const streamingMemory = 200 * MB

const workerMemory = 450 * MB
const masterMemory = 200 * MB
const singleMemory = 500 * MB
const systemMemory = 256 * MB
const redisMemory = 100 * MB

/**
 * Bytes that Puma takes: a master and its workers, or one process (estimates; Puma's guide says 512
 * MB to 1 GB a worker).
 */
export function webMemory(web: WebSize | null): number {
  if (web === null) return 0
  return web.workers === 0 ? singleMemory : masterMemory + web.workers * workerMemory
}

/**
 * Bytes that everything on this server is expected to take together; estimates, 600 MB a Sidekiq
 * process by mastodon#28013.
 */
export function memoryOf(
  facts: Facts,
  answers: Pick<Answers, 'memory' | 'web' | 'streaming' | 'groups' | 'surges'>,
): Memory {
  const web = webMemory(answers.web)
  const sidekiq = sizesOf(answers).reduce((sum, size) => sum + size.processes, 0) * sidekiqMemory
  const streaming = answers.streaming * streamingMemory
  // Most of PostgreSQL is cache that the kernel lends out: 15 % is what it should never have to do
  // without.
  const postgres = facts.settings.databaseHere
    ? Math.round(clamp(0.15 * answers.memory, 128 * MB, 4 * GB))
    : 0
  const others = systemMemory + postgres + (facts.settings.redisHere ? redisMemory : 0)
  return { web, sidekiq, streaming, others, total: web + sidekiq + streaming + others }
}
