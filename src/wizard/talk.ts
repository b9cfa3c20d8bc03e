import { known, type Maybe } from '../known/facts.js'
import type { Evidence } from '../known/load.js'
import { remember } from '../status/history.js'
import type { Asking, Found, Looking, Seen, Talk } from './types.js'

/** What every phase before applying begins with. */
export function talkOf({ facts, answers, present }: Seen, { viewport }: Looking): Talk {
  const history = remember(new Map(), facts)
  return { facts, answers, present, history, changed: false, overlay: null, viewport }
}

/** What goes along from phase to phase. */
export function along({ facts, answers, present, history, changed, overlay, viewport }: Talk): Talk {
  return { facts, answers, present, history, changed, overlay, viewport }
}

/** The same place with what Sidekiq does now. Answers stay as they are: only the admin changes those. */
export function watched<W extends Found | Asking>(wizard: W, evidence: Maybe<Evidence>): W {
  const before = wizard.facts.evidence
  if (!known(evidence) && !known(before) && evidence.unknown === before.unknown) return wizard
  const facts = { ...wizard.facts, evidence }
  return { ...wizard, facts, history: remember(wizard.history, facts) }
}
