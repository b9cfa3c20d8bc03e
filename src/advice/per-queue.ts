import { type GroupSize, mostThreads } from '../answers.js'
import type { Queue } from '../mastodon/queue.js'
import { clamp, total } from '../numbers.js'
import { computes, queueAdvice } from './queues.js'
import type { Room } from './room.js'

/** Queues whose jobs compute, in the order in which they get another process; `share` is cores per process. */
const computing = [
  { queue: 'ingress', share: 4 },
  { queue: 'default', share: 8 },
] as const

type Needs = Readonly<Record<string, number>>

/** What a queue should have in one process, and what it can't do without. */
interface Wish {
  readonly name: string
  readonly threads: number
  readonly least: number
}

/**
 * A size for each queue: one process with the threads of its kind, and more processes for those that compute. A queue that needs
 * more by its load (`needs`, in threads) gets that first, and the others share what is left.
 */
export function advisePerQueue(
  queues: readonly Queue[],
  cores: number,
  room: Room,
  needs: Needs = {},
): Readonly<Record<string, GroupSize>> {
  const wishes = queues.map(({ name }) => wishFor(name, needs, room.threads / 2))
  const threads = fitThreads(wishes, room.threads)
  const groups = Object.fromEntries(
    wishes.map(({ name }, at) => [name, { threads: threads[at] ?? 2, processes: 1 }]),
  )
  // What rounding leaves over where all had to shrink is no reason for another process.
  return total(wishes.map((wish) => wish.threads)) > room.threads ? groups : grow(groups, cores, room, needs)
}

/** No queue alone may take more than `most` from the others. */
function wishFor(name: string, needs: Needs, most: number): Wish {
  const { threads, least } = queueAdvice(name)
  const need = Math.min(needs[name] ?? 0, mostThreads, Math.max(threads, Math.floor(most)))
  // Where jobs compute, more threads are only for where no process more is to be had.
  if (computes(name)) return { name, threads, least: Math.min(Math.max(least, need), threads) }
  return { name, threads: Math.max(threads, need), least: Math.max(least, need) }
}

/** Threads of each queue, scaled down together to fit into `room`, but never below what each needs least. */
function fitThreads(wishes: readonly Wish[], room: number): readonly number[] {
  const wanted = wishes.map(({ threads }) => threads)
  const sum = total(wanted)
  if (sum <= room) return wanted
  const scaled = wishes.map(({ threads, least }) =>
    Math.max(least, Math.floor((threads * Math.max(0, room)) / sum)),
  )
  // The least of the small ones may have cost more than their share: the largest give it back.
  while (total(scaled) > room) {
    const spare = scaled.map((count, at) => count - (wishes[at]?.least ?? 1))
    const most = Math.max(...spare)
    if (most <= 0) break
    scaled[spare.indexOf(most)] = (scaled[spare.indexOf(most)] ?? 0) - 1
  }
  return scaled
}

/** Gives the computing queues further processes in turn, while cores, connections and memory last. */
function grow(
  groups: Readonly<Record<string, GroupSize>>,
  cores: number,
  room: Room,
  needs: Needs,
): Readonly<Record<string, GroupSize>> {
  for (let round = 2; round <= 8; round++) {
    for (const { queue, share } of computing) {
      const size = groups[queue]
      if (size === undefined) continue
      const needed = Math.min(Math.ceil((needs[queue] ?? 0) / size.threads), cores)
      if (round > clamp(Math.floor(cores / share), Math.max(1, needed), 8)) continue
      const sizes = Object.values(groups)
      const threads = total(sizes.map((each) => each.threads * each.processes)) + size.threads
      const processes = total(sizes.map((each) => each.processes)) + 1
      if (threads > room.threads || processes > room.processes) continue
      groups = { ...groups, [queue]: { ...size, processes: size.processes + 1 } }
    }
  }
  return groups
}
