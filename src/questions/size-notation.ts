import { type GroupSize, mostProcesses, mostThreads } from '../answers.js'
import { isNone, type Parsed, pairIn } from './parse.js'

/** Whose size a text is to be. */
interface Sized {
  /** For the sentence about what is wrong. */
  readonly what: string
  /** Its size so far; null where nobody serves it. */
  readonly now: GroupSize | null | undefined
  /** Whether only one process may serve it. */
  readonly exclusive?: boolean
}

/**
 * A group's size, processes × threads: `2x25` is 2 processes of 25 threads each; `none`. A number
 * alone is threads, and leaves the processes as they are: one where there is none.
 */
export function parseSize(text: string, { what, now, exclusive = false }: Sized): Parsed<GroupSize | null> {
  if (isNone(text)) return { value: null }
  const trimmed = text.trim()
  const alone = /^\d+$/.test(trimmed) ? ([now?.processes ?? 1, Number(trimmed)] as const) : undefined
  const [processes, threads] = alone ?? pairIn(trimmed) ?? [0, 0]
  const most = exclusive ? 1 : mostProcesses
  if (within(processes, most) && within(threads, mostThreads)) return { value: { threads, processes } }
  const start = `${what} can't be "${trimmed}": `
  if (exclusive && processes > 1 && within(threads, mostThreads)) {
    const why = 'it holds the scheduler, which only one process may serve, so give threads only'
    return { wrong: `${start}${why}.` }
  }
  const both = exclusive ? '' : ', or processes x threads, such as 2x25'
  const limit = `at most ${mostThreads} threads ${exclusive ? 'in 1 process' : `in each of ${most} processes`}`
  return { wrong: `${start}give threads, such as 25${both} (${limit}), or none.` }
}

/** A group's size as `parseSize` takes it, whatever it was before: `1x25`, `none`. */
export function printSize(size: GroupSize | null | undefined): string {
  return size ? `${size.processes}x${size.threads}` : 'none'
}

function within(count: number, most: number): boolean {
  return count >= 1 && count <= most
}
