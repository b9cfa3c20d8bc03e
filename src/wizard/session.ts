import type { Answers, Present } from '../answers.js'
import type { RedisAccess } from '../known/access.js'
import type { Facts, Maybe } from '../known/facts.js'
import type { Evidence } from '../known/load.js'

/**
 * What the look at the server came to, for all that is done after it. It stays as it is: what the
 * admin answers, and what Sidekiq does meanwhile, is the visit's.
 */
export interface Session {
  readonly facts: Facts
  /**
   * What to begin with: what the server runs or a recommendation, with the answers that were given
   * in options and files.
   */
  readonly answers: Answers
  /** What the server runs now; null where no answers can say it. */
  readonly present: Present | null
  /** Seconds that --drain gives; undefined where it says nothing. */
  readonly drain?: number
  readonly redis?: RedisAccess
  /** Looks at Sidekiq once more; there where its load was asked for. */
  readonly lookAgain?: () => Promise<Maybe<Evidence>>
}
