import type { Answers } from '../answers.js'
import type { Facts, Maybe } from '../known/facts.js'
import type { Evidence } from '../known/load.js'
import type { ApplyEvent, Outcome } from '../state.js'
import type { Place } from '../wording/place.js'
import type { Session } from './session.js'
import type { Applying, Planned, Reviewing } from './types.js'

/** What an admin has before them in the review. */
export type Reviewed = Pick<Reviewing, 'facts' | 'answers' | 'present' | 'plan' | 'review'>

/** What was agreed to. */
export type Agreed = Pick<Applying, 'session' | 'answers' | 'plan'>

/**
 * The work outside the wizard, whatever draws or says it. What the look came to is handed on; none
 * of it remembers anything.
 */
export interface Effects {
  readonly look: () => Promise<Session>
  /** Tells what Sidekiq does again and again, until the signal; PostgreSQL is left alone. */
  readonly watch: (
    session: Session,
    tell: (evidence: Maybe<Evidence>) => void,
    signal: AbortSignal,
  ) => Promise<void>
  /**
   * The plan for these answers, with its review; pure. @throws an Error with a sentence where no
   * unit can be made of them
   */
  readonly planFor: (facts: Facts, answers: Answers, session: Session) => Planned
  /** Notes for --debug what comes before the admin's eyes. */
  readonly note?: (reviewed: Reviewed) => void
  /** The command to use instead when the admin is not root. */
  readonly sudo: (facts: Facts, answers: Answers) => string
  /** How this run names its server. */
  readonly place: Place
  /**
   * Writes the plan to a file that can be read over, or sent to somebody; where it is, in a
   * sentence. @throws WrongInput
   */
  readonly save: (reviewed: Reviewed) => Promise<string>
  readonly apply: (agreed: Agreed, tell: (event: ApplyEvent) => void, signal: AbortSignal) => Promise<Outcome>
}
