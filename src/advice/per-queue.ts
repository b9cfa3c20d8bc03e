import { type GroupSize, mostThreads } from '../answers.js'
import type { Queue } from '../mastodon/queue.js'
import { clamp, total } from '../numbers.js'
import { computes, queueAdvice } from './queues.js'
import type { SidekiqCapacity } from './sidekiq-capacity.js'

/**
 * Queues whose jobs compute, in the order in which they get another process; one process for each
 * `coresEach` cores.
 */
const computing = [
  { queue: 'ingress', coresEach: 4 },
  { queue: 'default', coresEach: 8 },
] as const

/** Threads that queues need by their load, by name. */
export type ThreadsNeeded = Readonly<Record<string, number>>

/** The threads that a queue should have in one process, and the fewest that it can do with. */
interface QueueThreads {
  readonly name: string
  readonly threads: number
  readonly least: number
}

/**
 * A size for each queue: one process with the threads of its kind, and more processes for those
 * that compute. A queue that needs more by its load (`needed`, in threads) gets that first, and the
 * others share what is left.
 */
export function advisePerQueue(
  queues: readonly Queue[],
  cores: number,
  capacity: SidekiqCapacity,
  needed: ThreadsNeeded,
): Readonly<Record<string, GroupSize>> {
  const wanted = queues.map(({ name }) => threadsWantedFor(name, needed, capacity.threads / 2))
  const threads = fitThreads(wanted, capacity.threads)
  const groups = Object.fromEntries(
    wanted.map(({ name }, at) => [name, { threads: threads[at] ?? 2, processes: 1 }]),
  )
  // What rounding leaves over where all had to shrink is no reason for another process.
  return total(wanted.map(({ threads: each }) => each)) > capacity.threads
    ? groups
    : addProcesses(groups, cores, capacity, needed)
}

/** What a queue should have; `most` is what it may take at most from the others for its load. */
function threadsWantedFor(name: string, needed: ThreadsNeeded, most: number): QueueThreads {
  const { threads, least } = queueAdvice(name)
  const need = Math.min(needed[name] ?? 0, mostThreads, Math.max(threads, Math.floor(most)))
  // Jobs that compute gain from processes: by its load such a queue gets no more threads, it only
  // gives fewer away.
  if (computes(name)) return { name, threads, least: Math.min(Math.max(least, need), threads) }
  return { name, threads: Math.max(threads, need), least: Math.max(least, need) }
}

/**
 * Threads of each queue, scaled down together to `most` in all, but never below what each needs
 * least.
 */
function fitThreads(wanted: readonly QueueThreads[], most: number): readonly number[] {
  const all = wanted.map(({ threads }) => threads)
  const sum = total(all)
  if (sum <= most) return all
  const scaled = wanted.map(({ threads, least }) =>
    Math.max(least, Math.floor((threads * Math.max(0, most)) / sum)),
  )
  // Small queues that got their least may have taken more than their share: the largest give it
  // back.
  while (total(scaled) > most) {
    const spare = scaled.map((count, at) => count - (wanted[at]?.least ?? 1))
    const largest = Math.max(...spare)
    if (largest <= 0) break
    const at = spare.indexOf(largest)
    scaled[at] = (scaled[at] ?? 0) - 1
  }
  return scaled
}

/**
 * Gives the computing queues further processes in turn, while cores, connections and memory last.
 */
function addProcesses(
  groups: Readonly<Record<string, GroupSize>>,
  cores: number,
  capacity: SidekiqCapacity,
  needed: ThreadsNeeded,
): Readonly<Record<string, GroupSize>> {
  for (let round = 2; round <= 8; round++) {
    for (const { queue, coresEach } of computing) {
      const size = groups[queue]
      if (size === undefined) continue
      const processesNeeded = Math.min(Math.ceil((needed[queue] ?? 0) / size.threads), cores)
      if (round > clamp(Math.floor(cores / coresEach), Math.max(1, processesNeeded), 8)) continue
      const sizes = Object.values(groups)
      const threads = total(sizes.map((each) => each.threads * each.processes)) + size.threads
      const processes = total(sizes.map((each) => each.processes)) + 1
      if (threads > capacity.threads || processes > capacity.processes) continue
      groups = { ...groups, [queue]: { ...size, processes: size.processes + 1 } }
    }
  }
  return groups
}
