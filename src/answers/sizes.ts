import type { Answers, GroupSize } from '../answers.js'
import { total } from '../numbers.js'
import { plural } from '../text/format.js'

/**
 * The one size that as many processes with these threads come nearest to without taking more
 * database connections than they do together: 40 and 10 become twice 25. Null for no process.
 */
export function evenSize(threads: readonly number[]): GroupSize | null {
  if (threads.length === 0) return null
  return { threads: Math.max(1, Math.floor(total(threads) / threads.length)), processes: threads.length }
}

/** Every group's lasting processes, and those of surges. */
export function sizesOf({ groups, surges = {} }: Pick<Answers, 'groups' | 'surges'>): readonly GroupSize[] {
  return [...Object.values(groups), ...Object.values(surges)].filter((size) => size !== null)
}

/** Whether two sizes are one; none is like none. */
export function sameSize(one: GroupSize | null | undefined, other: GroupSize | null | undefined): boolean {
  return one?.threads === other?.threads && one?.processes === other?.processes
}

/** The threads of all processes of a group. */
export function threadsOf(size: GroupSize | null | undefined): number {
  return size ? size.threads * size.processes : 0
}

/** A size in words: `2 processes of 25 threads`; `nobody` where there is none. */
export function sizeInFull(size: GroupSize | null | undefined): string {
  return size
    ? `${plural(size.processes, 'process', 'processes')} of ${plural(size.threads, 'thread')}`
    : 'nobody'
}
