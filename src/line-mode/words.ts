import { sizeInFull } from '../answers/sizes.js'
import { plural } from '../text/format.js'
import { spanText } from '../text/spans.js'

const units: Readonly<Record<string, string>> = { d: 'd', h: 'h', m: 'min', s: 's' }

/**
 * A sentence that was written for the eye, for the ear: signs as words, and numbers in one piece.
 */
export function spoken(text: string): string {
  return text
    .replace(/(\d+), with (\d+)$/, '$1 processes with $2 threads')
    .replace(/(\d+) × (\d+)/g, (_, processes, threads) =>
      sizeInFull({ processes: Number(processes), threads: Number(threads) }),
    )
    .replace(/ \+ /g, ' and ')
    .replace(/ × /g, ' times ')
    .replace(/\s*→ /g, ', so ')
    .replace(/ [|·] /g, '; ')
    .replace(/(\d)\s(?=\d{3}\b)/g, '$1')
    .replace(/\b(\d+)([dhm])\b/g, (_, count, unit) => `${count} ${units[unit]}`)
    .replace(/(\d (?:d|h|min) \d+)([hms])\b/g, (_, before, unit) => `${before} ${units[unit]}`)
}

/** `push: 25 → 40 threads` as `push: from 25 to 40 threads`; `40 + 10` as `40 and 10`. */
export function spokenChange(text: string): string {
  return text.replace(/^(.+?): (.+) → (.+)$/, '$1: from $2 to $3').replace(/(\d) \+ (?=\d)/g, '$1 and ')
}

/** A group's size in words: `2x25` is 2 processes of 25 threads. */
export function spokenSize(text: string): string {
  const [processes, threads] = text.split('x').map(Number)
  return processes === undefined || threads === undefined
    ? 'none, so nobody takes its jobs'
    : sizeInFull({ threads, processes })
}

/** Jobs that wait, and for how long the oldest has. */
export function waiting(count: number, oldest: number, where = ''): string {
  if (count === 0) return 'no job waits'
  return `${plural(count, 'job waits', 'jobs wait')}, the oldest ${where}for ${spanText(oldest, 'spoken')}`
}

/** A text as a sentence: with a full stop at its end. */
export function asSentence(text: string): string {
  return /[.:?!]$/.test(text) ? text : `${text}.`
}
