import type { Answers, Present } from '../answers.js'
import type { Budget } from '../budget.js'
import type { Facts, Maybe } from '../known/facts.js'
import type { Evidence } from '../known/load.js'
import type { Step } from '../questions/types.js'
import type { Review } from '../review.js'
import type { ApplyEvent, Outcome, Plan } from '../state.js'
import type { LatencyHistory } from '../status/latency-history.js'
import type { Place } from '../wording/place.js'
import type { Intent } from './intent.js'
import type { Session } from './session.js'
import type { Viewport } from './viewport.js'

/**
 * Everything that can happen to the wizard. `answer`: a whole answer at once; `gone`: the terminal
 * is no longer there.
 */
export type Message =
  | { readonly type: 'intent'; readonly intent: Intent }
  | { readonly type: 'answer'; readonly text: string }
  | { readonly type: 'found'; readonly session: Session }
  | { readonly type: 'evidence'; readonly evidence: Maybe<Evidence> }
  | { readonly type: 'applied-event'; readonly event: ApplyEvent }
  | { readonly type: 'outcome'; readonly outcome: Outcome }
  | { readonly type: 'failed'; readonly sentence: string; readonly why: Why }
  | { readonly type: 'saved'; readonly sentence: string }
  | { readonly type: 'viewport'; readonly viewport: Viewport }
  | { readonly type: 'gone' }

/** A plan with what a person reviews of it. */
export interface Planned {
  readonly plan: Plan
  readonly review: Review
}

/**
 * What the wizard is told about the world, so that `update` stays pure and a test can bring its
 * own.
 */
export interface Rules {
  readonly steps: readonly Step[]
  readonly planFor: (facts: Facts, answers: Answers, session: Session) => Planned
  readonly budget: (facts: Facts, answers: Answers) => Budget
  /** The command to use instead when the admin is not root. */
  readonly sudo?: (facts: Facts, answers: Answers) => string
  /** How this run names its server, for the commands that are suggested. */
  readonly place?: Place
}

export const tabs = ['changes', 'files', 'links', 'commands', 'findings'] as const
/** A view of the review. */
export type Tab = (typeof tabs)[number]

/**
 * What the phases before applying share: what the look came to, what is true since, and what is
 * answered. `history`: how the queues did since the first look; `changed`: the admin answered
 * something that leaving would lose. `viewport`: what there is room for on the screen; where lines
 * are said it means nothing.
 */
export interface Visit {
  readonly session: Session
  readonly facts: Facts
  readonly answers: Answers
  readonly present: Present | null
  readonly history: LatencyHistory
  readonly changed: boolean
  readonly overlay: 'help' | 'leaving' | StepList | null
  readonly viewport: Viewport
}

/**
 * The list of places to go to, with the one at the cursor: 0 is what was found, then the steps, the
 * review last.
 */
export interface StepList {
  readonly steps: number
}

/** `details`: the facts in full stand where else the load of the queues does. */
export interface Found extends Visit {
  readonly phase: 'found'
  readonly details: boolean
}

/**
 * `part`: the number of a group's size that the arrows change; `typed`: the text of the field at
 * the cursor while it is typed; `before`: the answers before that; `wrong`: why it can't be taken.
 */
export interface Asking extends Visit {
  readonly phase: 'asking'
  readonly at: number
  readonly cursor: number
  readonly part: 'threads' | 'processes'
  readonly typed: string | null
  readonly before: Answers | null
  readonly wrong: string | null
  readonly why: boolean
}

/**
 * A search in the review: its text, whether that is still being typed, and the row of the view that
 * it is at, if any.
 */
export interface Search {
  readonly text: string
  readonly typing: boolean
  readonly row: number | null
}

/**
 * `notice`: why it is not applied, or what came of a search. `saving`: it is to be written to a
 * file; `saved`: where it is.
 */
export interface Reviewing extends Visit, Planned {
  readonly phase: 'reviewing'
  readonly tab: Tab
  readonly file: number
  readonly scroll: number
  readonly search: Search | null
  readonly saving: boolean
  readonly saved: string | null
  readonly notice: string | null
}

/** `reviewed`: what was agreed to, line by line. */
export interface Applying extends Planned {
  readonly phase: 'applying'
  readonly reviewed: readonly string[]
  readonly session: Session
  readonly answers: Answers
  readonly events: readonly ApplyEvent[]
  readonly stopping: boolean
  readonly gone: boolean
}

/**
 * `outcome` is null when the admin left before anything was applied; `reviewed` is empty then.
 * `closed`: nothing is left to show.
 */
export interface Finished {
  readonly phase: 'finished'
  readonly reviewed: readonly string[]
  readonly outcome: Outcome | null
  readonly answers: Answers | null
  readonly plan: Plan | null
  readonly exitCode: number
  readonly closed: boolean
}

/**
 * Why it failed: there is no Mastodon; what was given is refused, or something on the server is in
 * the way, before anything was touched; something on the server was in the way while applying; an
 * error of ours.
 */
export type Why = 'no-mastodon' | 'refused' | 'server' | 'unexpected'

export interface Failed {
  readonly phase: 'failed'
  readonly sentence: string
  readonly why: Why
  readonly exitCode: number
  readonly closed: boolean
}

/** While the server is looked at. */
export interface Looking {
  readonly phase: 'looking'
  readonly viewport: Viewport
}

/** Where the wizard is, with everything that is true there. */
export type Wizard = Looking | Found | Asking | Reviewing | Applying | Finished | Failed
