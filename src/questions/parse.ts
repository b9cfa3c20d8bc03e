import { type GroupSize, mostProcesses, mostThreads, type WebSize } from '../answers.js'
import { bytes, GB, MB } from '../text/format.js'
import { orNearest } from '../text/nearest.js'

/** What a text means, or one sentence that names the text and what is allowed. */
export type Parsed<T> = { readonly value: T } | { readonly wrong: string }

/** What is counted, for the sentence (`Cores`), and the smallest and largest count allowed. */
export interface Range {
  readonly what: string
  readonly min: number
  readonly max: number
}

const pair = /^(\d+)\s*[x×*]\s*(\d+)$/i
const none = /^(none|-)$/i
const units: Readonly<Record<string, number>> = { M: MB, G: GB, T: 1024 * GB }

/** A whole number within a range. */
export function parseCount(text: string, { what, min, max }: Range): Parsed<number> {
  const trimmed = text.trim()
  const value = /^\d+$/.test(trimmed) ? Number(trimmed) : Number.NaN
  if (value >= min && value <= max) return { value }
  return { wrong: `${what} can't be "${trimmed}": give a whole number from ${min} to ${max}.` }
}

/** One of a few words. */
export function parseChoice<T extends string>(text: string, allowed: readonly T[]): Parsed<T> {
  const value = allowed.find((each) => each === text)
  return value === undefined
    ? { wrong: `allowed are ${allowed.join(', ')}${orNearest(text, allowed)}` }
    : { value }
}

/** How many streaming processes: a count, or `none`. */
export function parseStreaming(text: string): Parsed<number> {
  if (none.test(text.trim())) return { value: 0 }
  const parsed = parseCount(text, { what: 'Streaming processes', min: 0, max: mostProcesses })
  return 'wrong' in parsed ? { wrong: parsed.wrong.replace(/\.$/, ', or none.') } : parsed
}

/** Bytes below which not even one Puma and one Sidekiq fit. */
export const leastMemory = 512 * MB

/** Memory in bytes, in steps of 1024: `8G`, `512M`, `7.5 GB`; a bare `8` means gigabytes; `min` and `max` in bytes. */
export function parseMemory(
  text: string,
  { what, min, max }: Range = { what: 'Memory', min: leastMemory, max: 1024 * 1024 * GB },
): Parsed<number> {
  const trimmed = text.trim()
  const match = /^(\d+(?:[.,]\d+)?)\s*(?:([MGT])(?:i?B)?)?$/i.exec(trimmed)
  // A bare number that is no sane count of gigabytes may be meant as megabytes, so it is not guessed at.
  if (match === null || (match[2] === undefined && Number(match[1]?.replace(',', '.')) >= 1024))
    return { wrong: `${what} can't be "${trimmed}": give a number with a unit, such as 8G, 7.5 GB or 512M.` }
  const value = Math.round(Number(match[1]?.replace(',', '.')) * (units[match[2]?.toUpperCase() ?? 'G'] ?? 0))
  if (value >= min && value <= max) return { value }
  return {
    wrong: `${what} can't be "${trimmed}": at least ${bytes(min)} and at most ${bytes(max)} are allowed.`,
  }
}

/** Puma's size, workers × threads: `4x5`, `0x5` for one process without workers, `none` for no web here. */
export function parseWeb(text: string, what = 'Web'): Parsed<WebSize | null> {
  const trimmed = text.trim()
  if (none.test(trimmed)) return { value: null }
  const match = pair.exec(trimmed)
  const workers = Number(match?.[1])
  const threads = Number(match?.[2])
  if (match !== null && workers <= mostProcesses && threads >= 1 && threads <= mostThreads)
    return { value: { workers, threads } }
  return {
    wrong: `${what} can't be "${trimmed}": give workers x threads, such as 4x5 (at most ${mostProcesses} workers of ${mostThreads} threads), or none.`,
  }
}

/** A group's size, threads × processes: `25x2`, `25` for one process, `none`. At most `processes` processes. */
export function parseGroup(
  text: string,
  what = 'A queue',
  processes = mostProcesses,
): Parsed<GroupSize | null> {
  const trimmed = text.trim()
  if (none.test(trimmed)) return { value: null }
  const match = pair.exec(/^\d+$/.test(trimmed) ? `${trimmed}x1` : trimmed)
  const size = { threads: Number(match?.[1]), processes: Number(match?.[2]) }
  if (within(size.threads, mostThreads) && within(size.processes, processes)) return { value: size }
  if (processes === 1 && within(size.threads, mostThreads) && size.processes > 1) {
    return {
      wrong: `${what} can't be "${trimmed}": it holds the scheduler, which only one process may serve, so give threads only.`,
    }
  }
  const most = processes === 1 ? 'in 1 process' : `in each of ${processes} processes`
  const both = processes === 1 ? '' : ', or threads x processes, such as 25x2'
  return {
    wrong: `${what} can't be "${trimmed}": give threads, such as 25${both} (at most ${mostThreads} threads ${most}), or none.`,
  }
}

/** A group's size as `parseGroup` takes it: `25`, `25x2`, `none`. */
export function groupText(size: GroupSize | null | undefined): string {
  if (!size) return 'none'
  return size.processes === 1 ? `${size.threads}` : `${size.threads}x${size.processes}`
}

function within(count: number, most: number): boolean {
  return count >= 1 && count <= most
}
