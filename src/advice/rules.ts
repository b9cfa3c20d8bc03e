import { usableShare } from '../budget/connections.js'
import { plural } from '../text/format.js'
import { spanText } from '../text/spans.js'
import { allBusyFrom } from './pressure.js'
import {
  leaveAsIs,
  limitedByDatabase,
  limitedByMemory,
  type Recommendation,
  type Rule,
} from './recommendation.js'
import { downText } from './running.js'
import type { Situation } from './situation.js'
import { briefSizeText, cpuText, measuredText } from './situation-text.js'
import { anyNumberOfProcesses, oneProcessOnly } from './size-rules.js'

/** Share of threads that run a job below which threads are not what is missing. */
const someIdle = 0.8

/**
 * What the evidence recommends for one group: the first rule that applies decides. First comes what
 * is stuck, then the database, then the size (mastodon.md §7.3).
 */
export function recommendationFor(situation: Situation): Recommendation {
  const rules = [
    servedElsewhere,
    servedByNobody,
    noneRuns,
    quick,
    catchingUp,
    someDown,
    jobsStuck,
    nearlyBusy,
    surging,
    databaseFull,
    ...(situation.exclusive ? oneProcessOnly : anyNumberOfProcesses),
  ]
  for (const rule of rules) {
    const recommendation = rule(situation)
    if (recommendation !== undefined) return recommendation
  }
  return leaveAsIs(situation, ': nothing to change.')
}

const servedElsewhere: Rule = ({ label, servedElsewhere: isServed, worst }) => {
  if (!isServed) return undefined
  const { name, latency } = worst.load
  const behind = worst.lateness > 1 ? `; ${name} is ${spanText(latency, 'rounded')} behind` : ''
  return { size: null, reason: `${label}: other processes serve it${behind}.` }
}

const servedByNobody: Rule = (situation) => {
  const { label, startSize, headroom, worst } = situation
  if (situation.size !== null) return undefined
  const { name, size, latency } = worst.load
  const oldest = size === 0 ? '' : `, the oldest for ${spanText(latency, 'rounded')}`
  const whose = name === label ? 'these jobs' : `the jobs of ${name}`
  const why = `${label}: nobody takes ${whose}, ${waitingText(size)}${oldest}`
  const processes = Math.min(startSize.processes, headroom.processes)
  if (processes < 1) return limitedByMemory(situation, why)
  const threads = Math.min(startSize.threads, Math.floor(headroom.threads / processes))
  if (threads < 1) return limitedByDatabase(situation, why)
  return { size: { threads, processes }, reason: `${why} → ${briefSizeText({ threads, processes })}.` }
}

const noneRuns: Rule = ({ label, size, worst, setUp }) => {
  if (size === null || worst.load.processes > 0) return undefined
  const { name, size: waiting } = worst.load
  const are = size.threads * size.processes === 1 ? 'is' : 'are'
  const problem = `no process takes jobs of ${name} (${waitingText(waiting)})`
  const look = ['look at its unit with systemctl status', ...setUp.down].join(' ')
  return { size, reason: `${label}: ${briefSizeText(size)} ${are} set up, but ${problem}: ${look}.` }
}

function waitingText(jobs: number): string {
  return jobs === 0 ? 'none waits now' : plural(jobs, 'job waits', 'jobs wait')
}

const quick: Rule = ({ label, size, worst, serving }) => {
  if (worst.lateness > 1) return undefined
  return { size, reason: `${label}: quick, ${serving.busy} of ${serving.threads} threads busy.` }
}

const catchingUp: Rule = (situation) =>
  situation.worst.trend === 'catching-up'
    ? leaveAsIs(situation, ': quick again within minutes, so nothing needs to change.')
    : undefined

const someDown: Rule = (situation) => {
  const what = downText(situation.label, situation.setUp)
  if (what === undefined) return undefined
  const them = situation.setUp.down.length === 1 ? 'it' : 'them'
  return leaveAsIs(situation, `. ${what}, so bring ${them} back before anything else.`)
}

const jobsStuck: Rule = (situation) => {
  const { busy, threads, longest } = situation.serving
  if (busy >= threads * someIdle) return undefined
  const look =
    longest === null
      ? "No job runs: look at the process's log"
      : `The longest job has run for ${spanText(longest, 'rounded')}: look at what the jobs that run longest wait for, the database or one that is stuck`
  return leaveAsIs(situation, `: threads are not what is missing. ${look}.`)
}

const nearlyBusy: Rule = (situation) => {
  const { busy, threads } = situation.serving
  return busy < threads * allBusyFrom
    ? leaveAsIs(situation, ': nearly all, but not all; look again before changing anything.')
    : undefined
}

/** Threads that are there for a time only say nothing about the size that is meant to last. */
const surging: Rule = (situation) =>
  situation.surging
    ? leaveAsIs(
        situation,
        `, ${cpuText(situation)}: its surge is not enough; resize with --for makes it larger.`,
      )
    : undefined

const databaseFull: Rule = (situation) => {
  const { inUse, limit } = situation.headroom
  return inUse !== null && inUse >= limit * usableShare
    ? limitedByDatabase(situation, measuredText(situation))
    : undefined
}
