import type { Answers } from '../answers.js'
import type { Facts, Maybe } from '../known/facts.js'
import type { Evidence } from '../known/load.js'
import type { ApplyEvent, Outcome, Plan } from '../state.js'
import type { Place } from '../wording/place.js'
import type { Planned, Seen } from './types.js'

/** The work outside the wizard, whatever draws or says it. */
export interface Effects {
  readonly look: () => Promise<Seen>
  /** Tells what Sidekiq does again and again, until the signal; PostgreSQL is left alone. */
  readonly watch: (tell: (evidence: Maybe<Evidence>) => void, signal: AbortSignal) => Promise<void>
  readonly planFor: (facts: Facts, answers: Answers) => Planned
  /** The command to use instead when the admin is not root. */
  readonly sudo: (facts: Facts, answers: Answers) => string
  /** How this run names its server. */
  readonly place: Place
  /** Writes the plan to a file that can be read over, or sent to somebody; where it is, in a sentence. @throws WrongInput */
  readonly save: (facts: Facts, answers: Answers) => Promise<string>
  readonly apply: (plan: Plan, tell: (event: ApplyEvent) => void, signal: AbortSignal) => Promise<Outcome>
}
