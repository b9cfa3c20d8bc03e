import type { Maybe } from '../known/facts.js'
import type { Evidence } from '../known/load.js'
import { sentence } from '../text/sentence.js'
import type { Session } from '../wizard/session.js'
import type { Environment } from './environment.js'

/** Looks at what Sidekiq does now, once; that takes a few seconds. */
export async function lookAtLoad(
  { effects, say }: Pick<Environment, 'effects' | 'say'>,
  session: Session,
): Promise<Maybe<Evidence>> {
  say('Looking at the queues for a few seconds.')
  const over = new AbortController()
  let seen: Maybe<Evidence> = { unknown: 'Sidekiq can not be asked here.' }
  const tell = (evidence: Maybe<Evidence>) => {
    seen = evidence
    over.abort()
  }
  await effects
    .watch(session, tell, over.signal)
    .catch((error: unknown) => tell({ unknown: sentence(error) }))
  return seen
}
