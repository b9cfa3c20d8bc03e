import { threadsOf } from '../answers/sizes.js'
import { type GroupSize, mostProcesses, mostThreads } from '../answers.js'
import { inFives } from '../numbers.js'
import { computes, mostComputing } from './queues.js'
import {
  isWorthwhile,
  leaveAsIs,
  limitedByDatabase,
  limitedByMemory,
  type Recommendation,
  type SizeRule,
} from './recommendation.js'
import { isCoreFull, isMachineFull, type Situation } from './situation.js'
import { cpuText, freeConnectionsText, measuredText } from './situation-text.js'

/**
 * Threads that a computing process is left with, and above how many it is split (Hachyderm: 20 →
 * 5).
 */
const fewThreads = 5
const manyThreads = 10
/** Threads of a process that is added because the others have as many as they can use. */
const addedThreads = 25

/** Most threads that a process of this group can use: 50, or 25 where some of its jobs compute. */
export function mostUsefulThreads({ computing }: Situation): number {
  return computing === 'none' ? mostThreads : mostComputing
}

/**
 * Where cores are full, computing processes with many threads become more processes with few; this
 * needs no further connection.
 */
export const splitProcesses: SizeRule = (situation, size) => {
  const cramped = cpuText(situation) === 'CPU full' || situation.serving.cpu === null
  if (situation.computing !== 'all' || size.threads <= manyThreads || !cramped) return undefined
  return withMoreProcesses(situation, size, {
    more: processesToAdd(size.processes, Math.max(1, situation.headroom.cores)),
    threadsIn: () => fewThreads,
  })
}

/**
 * Another process where a core is what holds the group back, or where its jobs compute
 * (sidekiq#4649; Hachyderm 2022).
 */
export const addProcess: SizeRule = (situation, size) => {
  if (!isCoreFull(situation) && !computes(situation.worst.load.name)) return undefined
  const { cores } = situation.headroom
  if (cores < 1) {
    const why = 'another process would help, but no core is free for it'
    return leaveAsIs(situation, `, ${cpuText(situation)}; ${why}.`)
  }
  const spread = situation.computing === 'all' && size.threads > manyThreads
  const threadsIn = (processes: number) =>
    spread ? inFives(threadsOf(size) / processes, Math.ceil) : size.threads
  return withMoreProcesses(situation, size, { more: processesToAdd(size.processes, cores), threadsIn })
}

/** Another process where those that run have as many threads as they can use. */
export const addProcessBeyondMost: SizeRule = (situation, size) => {
  const most = mostUsefulThreads(situation)
  if (isWorthwhile(size.threads, most)) return undefined
  const more = Math.max(processesToAdd(size.processes), Math.ceil(threadsOf(size) / most) - size.processes)
  const even = (processes: number) =>
    inFives((threadsOf(size) + (processes - size.processes) * addedThreads) / processes, Math.floor)
  const threadsIn = (processes: number) => Math.max(even(processes), Math.ceil(threadsOf(size) / processes))
  return withMoreProcesses(situation, size, { more, threadsIn })
}

/** One more, or a quarter more where there are many, and no more than there are cores for. */
function processesToAdd(processes: number, cores = Number.POSITIVE_INFINITY): number {
  return Math.min(Math.max(1, Math.floor(processes / 4)), cores)
}

/**
 * How many more processes are wanted, and how many threads each should have when there are so many.
 */
interface Wanted {
  readonly more: number
  readonly threadsIn: (processes: number) => number
}

/**
 * As many of the wanted processes as memory allows, with as many threads as the free connections
 * allow.
 */
function withMoreProcesses(situation: Situation, size: GroupSize, wanted: Wanted): Recommendation {
  const { headroom } = situation
  const processes = Math.min(size.processes + Math.min(wanted.more, headroom.processes), mostProcesses)
  const now = measuredText(situation)
  if (!isWorthwhile(size.processes, processes))
    return limitedByMemory(situation, `${now}, ${cpuText(situation)}`)
  const most = Math.min(mostThreads, Math.floor((threadsOf(size) + headroom.threads) / processes))
  const threads = Math.min(wanted.threadsIn(processes), most)
  if (threads < Math.min(fewThreads, size.threads)) return limitedByDatabase(situation, now)
  const then = `${processes} processes of ${threads}.${idleCoresText(situation)}`
  return { size: { threads, processes }, reason: `${now}, ${whyProcessText(situation)}: ${then}` }
}

function whyProcessText(situation: Situation): string {
  if (cpuText(situation) === 'CPU full') return 'CPU full; more threads would not help'
  if (computes(situation.worst.load.name))
    return `${cpuText(situation)}; its jobs compute, so processes help it and threads don't`
  return `${cpuText(situation)}, ${freeConnectionsText(situation)}; more threads in a process would not help`
}

/**
 * Explains why more processes help a machine that looks idle: each process waits for its own core.
 */
function idleCoresText(situation: Situation): string {
  const { idle } = situation
  if (!isCoreFull(situation) || idle === null || isMachineFull(situation)) return ''
  return ` A process uses one core at most, and ${Math.round(idle * 100)} % of all are idle.`
}
