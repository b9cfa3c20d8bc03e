import { outcomeLines } from '../wording/outcome.js'
import { onPlace, type Place } from '../wording/place.js'
import type { Failed, Finished } from './types.js'

/**
 * What is told at the end, line by line: first the state the server is in, then why, then what to
 * do.
 */
export function ending(wizard: Finished | Failed, place: Place = {}): readonly string[] {
  if (wizard.phase === 'failed') return failedLines(wizard, place)
  if (wizard.outcome === null) return ['Nothing was changed.']
  return outcomeLines(wizard.outcome, wizard.plan, place)
}

function failedLines({ why, sentence }: Failed, place: Place): readonly string[] {
  switch (why) {
    case 'no-mastodon':
      return [
        'No Mastodon was found on this server. Nothing was changed.',
        `If it is elsewhere   ${onPlace('mastodon-tune --home DIR', place)}`,
        'To look around       mastodon-tune --practice',
      ]
    case 'refused':
      return ['Nothing was changed.', whole(sentence)]
    case 'server':
      return ['It went wrong:', whole(sentence)]
    case 'unexpected':
      return ['It went wrong, and the cause is unexpected:', sentence]
  }
}

/** A sentence that was written to stand behind a colon. */
function whole(sentence: string): string {
  const start = /^[a-z]+ /.test(sentence) ? sentence.charAt(0).toUpperCase() + sentence.slice(1) : sentence
  return /[.?!:]$/.test(start) ? start : `${start}.`
}
