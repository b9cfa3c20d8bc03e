import { isKnown, type Maybe } from '../known/facts.js'
import type { Evidence } from '../known/load.js'
import { remember } from '../status/latency-history.js'
import type { Session } from './session.js'
import type { Asking, Found, Looking, Visit } from './types.js'

/** What every phase before applying begins with. */
export function newVisit(session: Session, { viewport }: Looking): Visit {
  const { facts, answers, present } = session
  const history = remember(new Map(), facts)
  return { session, facts, answers, present, history, changed: false, overlay: null, viewport }
}

/** What goes along from phase to phase. */
export function visitOf({
  session,
  facts,
  answers,
  present,
  history,
  changed,
  overlay,
  viewport,
}: Visit): Visit {
  return { session, facts, answers, present, history, changed, overlay, viewport }
}

/**
 * The same phase with what Sidekiq does now. Answers stay as they are: only the admin changes
 * those.
 */
export function withEvidence<W extends Found | Asking>(wizard: W, evidence: Maybe<Evidence>): W {
  const before = wizard.facts.evidence
  if (!isKnown(evidence) && !isKnown(before) && evidence.unknown === before.unknown) return wizard
  const facts = { ...wizard.facts, evidence }
  return { ...wizard, facts, history: remember(wizard.history, facts) }
}
