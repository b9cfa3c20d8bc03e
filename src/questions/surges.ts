import type { Surge } from '../answers.js'
import { momentText, plural } from '../text/format.js'
import { change } from './change.js'
import { count, size } from './counts.js'
import type { Question } from './types.js'

/**
 * Processes that a group has for a time. Nobody asks for them here: `resize --for` brings them
 * (options/surge.ts).
 */
export const surges: Question<'surges'> = {
  propose: () => undefined,
  schema: (z) =>
    z
      .record(
        z.string(),
        z.object({ threads: size(z), processes: size(z), until: count(z).describe('seconds since 1970') }),
      )
      .optional(),
  read: (_, installed) => installed.surges,
  changes(was, now) {
    if (was === null) return []
    const labels = new Set([...Object.keys(was.surges ?? {}), ...Object.keys(now.surges ?? {})])
    return [...labels].flatMap((label) =>
      change(`surge on ${label}`, surgeText(was.surges?.[label]), surgeText(now.surges?.[label])),
    )
  },
  foremost: true,
}

function surgeText(surge: Surge | undefined): string {
  return surge
    ? `${plural(surge.processes, 'extra process', 'extra processes')} of ${surge.threads} threads until ${momentText(surge.until)}`
    : 'none'
}
