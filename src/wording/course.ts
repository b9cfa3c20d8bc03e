import type { Review } from '../review.js'
import type { Path } from '../state.js'
import { listed } from '../text/format.js'
import { spanText } from '../text/spans.js'

export const breakTexts = {
  web: {
    'hand-over': "Web's port is closed while the old Puma ends: once, from then on systemd holds it.",
    restart: 'Web does not answer while Puma restarts.',
  },
  streaming: {
    restart: 'Streaming restarts: clients reconnect by themselves.',
    end: 'A streaming process ends: its clients reconnect by themselves.',
  },
} as const

/**
 * How the change goes, in sentences: how long it takes, what visitors notice, and which queue
 * nobody serves for a moment.
 */
export function courseOf({
  pauses,
  breaks,
  duration,
}: Pick<Review, 'pauses' | 'breaks' | 'duration'>): readonly string[] {
  const others = pauses.filter((queue) => queue !== 'scheduler')
  return [
    `Takes ${spanText(duration.least, 'most')} where jobs are short, ${spanText(duration.most, 'most')} at most. No job is lost.`,
    ...(breaks.web === null ? [] : [breakTexts.web[breaks.web]]),
    ...(breaks.streaming === null ? [] : [breakTexts.streaming[breaks.streaming]]),
    ...(pauses.includes('scheduler')
      ? ['scheduler pauses while it changes hands: only one process may serve it.']
      : []),
    ...(others.length > 0
      ? [
          `Nobody takes jobs from ${listed(others)} while their process boots: old and new don't fit side by side.`,
        ]
      : []),
  ]
}

/** What was changed by hand, as the begin of a sentence: `a and b were changed by hand since`. */
export function editedText(paths: readonly Path[]): string {
  return `${listed(paths)} ${paths.length === 1 ? 'was' : 'were'} changed by hand since`
}
