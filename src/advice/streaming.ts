import { streamingMemory } from '../budget/memory.js'
import type { Facts } from '../known/facts.js'
import { streamingPool } from '../mastodon/defaults.js'
import { isAtLeast } from '../mastodon/version.js'
import { bytes } from '../text/format.js'

/**
 * One process for every server: it holds the live connections of some 10,000 monthly users
 * (Mastodon's scaling guide).
 */
export function adviseStreaming(): number {
  return 1
}

/** Why one streaming process is proposed. */
export function streamingReason(facts: Facts): string {
  const cost = `each takes ${bytes(streamingMemory)} and ${streamingPool} database connections`
  const what = isAtLeast(facts.mastodon.version, 4, 2) ? 'process' : 'worker'
  return `One ${what} holds about a thousand live connections, enough for some 10,000 users a month; ${cost}. More are needed when new connections are refused.`
}
