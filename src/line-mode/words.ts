import { sizeText } from '../answers/changes.js'
import { plural } from '../text/format.js'
import { spanText } from '../text/spans.js'

const units: Readonly<Record<string, string>> = { d: 'd', h: 'h', m: 'min', s: 's' }

/** A sentence that was written for the eye, for the ear: signs as words, and numbers in one piece. */
export function spoken(text: string): string {
  return (
    text
      .replace(/(\d+), with (\d+)$/, '$1 processes with $2 threads')
      .replace(/(\d+) × (\d+)/g, (_, processes, threads) =>
        sizeText({ processes: Number(processes), threads: Number(threads) }),
      )
      .replace(/ \+ /g, ' and ')
      // In the order in which they are typed, since nobody sees the table beside the question.
      .replace('processes × threads', 'threads, in how many processes,')
      .replace(/ × /g, ' times ')
      .replace(/\s*→ /g, ', so ')
      .replace(/ [|·] /g, '; ')
      .replace(/(\d)\s(?=\d{3}\b)/g, '$1')
      .replace(/\b(\d+)([dhm])\b/g, (_, count, unit) => `${count} ${units[unit]}`)
      .replace(/(\d (?:d|h|min) \d+)([hms])\b/g, (_, before, unit) => `${before} ${units[unit]}`)
  )
}

/** `push: 25 → 40 threads` as `push: from 25 to 40 threads`; `40 + 10` as `40 and 10`. */
export function spokenChange(text: string): string {
  return text.replace(/^(.+?): (.+) → (.+)$/, '$1: from $2 to $3').replace(/(\d) \+ (?=\d)/g, '$1 and ')
}

/** What a group's size means, as it is typed: `25x2` is 2 processes of 25 threads. Another text means itself. */
export function spokenSize(text: string): string {
  const [, threads, processes = '1'] = /^(\d+)(?:\s*[x×*]\s*(\d+))?$/i.exec(text) ?? []
  if (threads !== undefined)
    return `${text}, which is ${sizeText({ threads: Number(threads), processes: Number(processes) })}`
  return text === 'none' ? 'none, so nobody takes its jobs' : text
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
