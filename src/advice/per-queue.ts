import type { GroupSize } from '../answers.js'
import { clamp } from '../budget/sizes.js'
import type { Queue } from '../facts/types.js'
import { queueAdvice } from './queues.js'
import type { Room } from './room.js'

/** Queues whose jobs compute, in the order in which they get another process; `share` is cores per process. */
const computing = [
  { queue: 'ingress', share: 4 },
  { queue: 'default', share: 8 },
] as const

/** A size for each queue: one process with the threads of its kind, and more processes for those that compute. */
export function advisePerQueue(queues: readonly Queue[], cores: number, room: Room): Readonly<Record<string, GroupSize>> {
  const names = queues.map((queue) => queue.name)
  const wanted = names.map((name) => queueAdvice(name).threads)
  const threads = fitThreads(names, room.threads)
  const groups = Object.fromEntries(names.map((name, at) => [name, { threads: threads[at] ?? 2, processes: 1 }]))
  // What rounding leaves over where all had to shrink is no reason for another process.
  return total(wanted) > room.threads ? groups : grow(groups, cores, room)
}

/** Threads of each queue, scaled down together to fit into `room`, but never below what each needs least. */
function fitThreads(names: readonly string[], room: number): readonly number[] {
  const wanted = names.map((name) => queueAdvice(name).threads)
  const least = names.map((name) => queueAdvice(name).least)
  const sum = total(wanted)
  if (sum <= room) return wanted
  const scaled = wanted.map((count, at) => Math.max(least[at] ?? 1, Math.floor((count * Math.max(0, room)) / sum)))
  // The least of the small ones may have cost more than their share: the largest give it back.
  while (total(scaled) > room) {
    const spare = scaled.map((count, at) => count - (least[at] ?? 1))
    const most = Math.max(...spare)
    if (most <= 0) break
    scaled[spare.indexOf(most)] = (scaled[spare.indexOf(most)] ?? 0) - 1
  }
  return scaled
}

/** Gives the computing queues further processes in turn, while cores, connections and memory last. */
function grow(groups: Readonly<Record<string, GroupSize>>, cores: number, room: Room): Readonly<Record<string, GroupSize>> {
  for (let round = 2; round <= 8; round++) {
    for (const { queue, share } of computing) {
      const size = groups[queue]
      if (size === undefined || round > clamp(Math.floor(cores / share), 1, 8)) continue
      const sizes = Object.values(groups)
      const threads = total(sizes.map((each) => each.threads * each.processes)) + size.threads
      const processes = total(sizes.map((each) => each.processes)) + 1
      if (threads > room.threads || processes > room.processes) continue
      groups = { ...groups, [queue]: { ...size, processes: size.processes + 1 } }
    }
  }
  return groups
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
