import { type GroupSize, mostProcesses, mostThreads } from '../answers.js'
import { inFives } from '../numbers.js'
import { threadsOf } from './headroom.js'
import { computes, mostComputing } from './queues.js'
import {
  cpu,
  databaseLimit,
  free,
  full,
  keep,
  locked,
  measured,
  memoryLimit,
  type Remedy,
  type Served,
  worthwhile,
} from './remedy.js'
import type { Situation } from './situation.js'

/** Threads of a computing process, and from how many on it is better made into several (Hachyderm: 20 → 5). */
const fewThreads = 5
const manyThreads = 10
const anotherProcess = 25

/** Most threads that a process of this group can use: 50, or 25 where jobs that compute are among them. */
export function mostUseful({ computing }: Situation): number {
  return computing === 'none' ? mostThreads : mostComputing
}

/** Computing processes with many threads become several with few, while cores are full; this needs no further connection. */
export const split: Served = (situation, size) => {
  const cramped = cpu(situation) === 'CPU full' || situation.serving.cpu === null
  if (situation.computing !== 'all' || size.threads <= manyThreads || !cramped) return undefined
  return another(situation, size, {
    more: step(size.processes, Math.max(1, situation.headroom.cores)),
    threadsIn: () => fewThreads,
  })
}

/** Another process where a core is what holds the group back, or where its jobs compute (sidekiq#4649; Hachyderm 2022). */
export const process: Served = (situation, size) => {
  if (!locked(situation) && !computes(situation.worst.load.name)) return undefined
  if (situation.headroom.cores < 1)
    return keep(situation, `, ${cpu(situation)}; another process would help, but no core is free for it.`)
  const spread = situation.computing === 'all' && size.threads > manyThreads
  const threadsIn = (processes: number) =>
    spread ? inFives(threadsOf(size) / processes, Math.ceil) : size.threads
  return another(situation, size, { more: step(size.processes, situation.headroom.cores), threadsIn })
}

/** Another process where those that run have as many threads as they can use. */
export const mostReached: Served = (situation, size) => {
  const most = mostUseful(situation)
  if (worthwhile(size.threads, most)) return undefined
  const more = Math.max(step(size.processes), Math.ceil(threadsOf(size) / most) - size.processes)
  const wish = (processes: number) =>
    inFives((threadsOf(size) + (processes - size.processes) * anotherProcess) / processes, Math.floor)
  const threadsIn = (processes: number) => Math.max(wish(processes), Math.ceil(threadsOf(size) / processes))
  return another(situation, size, { more, threadsIn })
}

/** One more, or a quarter more where there are many, and no more than there are cores for. */
function step(processes: number, cores = Number.POSITIVE_INFINITY): number {
  return Math.min(Math.max(1, Math.floor(processes / 4)), cores)
}

/** As many more processes as memory allows, of as many threads as the free connections allow. */
function another(
  situation: Situation,
  size: GroupSize,
  wish: { readonly more: number; readonly threadsIn: (processes: number) => number },
): Remedy {
  const processes = Math.min(
    size.processes + Math.min(wish.more, situation.headroom.processes),
    mostProcesses,
  )
  if (!worthwhile(size.processes, processes))
    return memoryLimit(situation, `${measured(situation)}, ${cpu(situation)}`)
  const most = Math.min(mostThreads, Math.floor((threadsOf(size) + situation.headroom.threads) / processes))
  const threads = Math.min(wish.threadsIn(processes), most)
  if (threads < Math.min(fewThreads, size.threads)) return databaseLimit(situation, measured(situation))
  return {
    size: { threads, processes },
    reason: `${measured(situation)}, ${because(situation)}: ${processes} processes of ${threads}.${aside(situation)}`,
  }
}

function because(situation: Situation): string {
  if (cpu(situation) === 'CPU full') return 'CPU full; more threads would not help'
  if (computes(situation.worst.load.name))
    return `${cpu(situation)}; its jobs compute, so processes help it and threads don't`
  return `${cpu(situation)}, ${free(situation)}; more threads in a process would not help`
}

/** The machine may look idle while each process waits for its own core. */
function aside(situation: Situation): string {
  if (!locked(situation) || situation.idle === null || situation.idle < full) return ''
  return ` A process uses one core at most, and ${Math.round(situation.idle * 100)} % of all are idle.`
}
