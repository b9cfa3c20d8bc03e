import { clamp, inFives } from '../numbers.js'
import { growthFactor } from './pressure.js'
import { addProcess, addProcessBeyondMost, mostUsefulThreads, splitProcesses } from './process-rules.js'
import {
  isWorthwhile,
  leaveAsIs,
  limitedByDatabase,
  type Recommendation,
  type Rule,
  type SizeRule,
} from './recommendation.js'
import { hasIdleCores, isCoreFull, isMachineFull, type OtherLayout, type Situation } from './situation.js'
import { briefSizeText, cpuText, freeConnectionsText, measuredText } from './situation-text.js'

const noConnections: SizeRule = (situation) =>
  situation.headroom.threads < 1 ? limitedByDatabase(situation, measuredText(situation)) : undefined

const machineFull: SizeRule = (situation) =>
  isMachineFull(situation)
    ? leaveAsIs(situation, ', CPU full; more threads would not help, more cores would.')
    : undefined

const noIdleCores: SizeRule = (situation) => {
  const { idle } = situation
  if (hasIdleCores(situation)) return undefined
  if (idle === null)
    return leaveAsIs(situation, '; whether cores are idle is not known, so nothing is proposed.')
  const percent = `${Math.round(idle * 100)} %`
  return leaveAsIs(
    situation,
    `, CPU only ${percent} idle: too little for more threads, so nothing is proposed.`,
  )
}

/**
 * The single process of an exclusive group has all the threads that it can use (mastodon#14764).
 */
const mostThreadsReached: SizeRule = (situation, size) => {
  const most = mostUsefulThreads(situation)
  const isFull = isCoreFull(situation)
  if (!isFull && isWorthwhile(size.threads, most)) return undefined
  const coresAllow = isFull || situation.idle === null || hasIdleCores(situation)
  if (situation.otherLayout !== undefined && coresAllow)
    return inOtherLayout(situation, situation.otherLayout)
  const which = isFull ? 'more threads' : `more than ${most} threads`
  return leaveAsIs(
    situation,
    `, ${cpuText(situation)}; ${which} would not help. ${secondProcessText(situation)}`,
  )
}

/**
 * Only one process may hold the scheduler: in another layout the other queues get processes of
 * their own.
 */
function inOtherLayout(situation: Situation, { layout, label, size }: OtherLayout): Recommendation {
  const now = `${measuredText(situation)}, ${cpuText(situation)}`
  const then = `the layout ${layout}, ${label} with ${briefSizeText(size)}`
  const why = isCoreFull(situation)
    ? 'Its core is full'
    : `Beyond ${mostUsefulThreads(situation)} threads little is gained`
  const reason = `${now} → ${then}. ${why}, and the scheduler allows no second process.`
  return { size: situation.size, reason, layout }
}

/**
 * Jobs that wait share a core well (Sidekiq's author: raise threads until the cores are full, up to
 * 50; sidekiq#3231).
 */
const moreThreads: SizeRule = (situation, size) => {
  const wanted = clamp(inFives(size.threads * growthFactor, Math.round), 5, mostUsefulThreads(situation))
  const threads = Math.min(wanted, size.threads + Math.floor(situation.headroom.threads / size.processes))
  if (!isWorthwhile(size.threads, threads)) return limitedByDatabase(situation, measuredText(situation))
  const to = { ...size, threads }
  const now = `${measuredText(situation)}, ${cpuText(situation)}, ${freeConnectionsText(situation)}`
  const beyond = situation.exclusive && situation.severalQueues ? ` ${secondProcessText(situation)}` : ''
  return { size: to, reason: `${now} → ${briefSizeText(to)}.${beyond}` }
}

function secondProcessText({ severalQueues, label }: Situation): string {
  if (!severalQueues) return 'A second process would start the regular jobs twice, so nothing is proposed.'
  const layouts = label === 'all' ? 'the layout split or per-queue' : 'the layout per-queue'
  return `It holds the scheduler, so it can't have a second process: ${layouts} is the way to more.`
}

/**
 * The rules for a group that may have any number of processes, in the order in which they are
 * asked.
 */
export const anyNumberOfProcesses: readonly Rule[] = [
  splitProcesses,
  noConnections,
  machineFull,
  addProcess,
  noIdleCores,
  addProcessBeyondMost,
  moreThreads,
].map(whereItRuns)

/**
 * The rules for a group that may have only one process, since it holds the scheduler; in their
 * order.
 */
export const oneProcessOnly: readonly Rule[] = [
  noConnections,
  machineFull,
  mostThreadsReached,
  noIdleCores,
  moreThreads,
].map(whereItRuns)

function whereItRuns(rule: SizeRule): Rule {
  return (situation) => (situation.size === null ? undefined : rule(situation, situation.size))
}
