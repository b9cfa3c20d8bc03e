import { usable } from '../budget/connections.js'
import { plural } from '../text/format.js'
import { spanText } from '../text/spans.js'
import { alone, growing } from './growing.js'
import { allBusy } from './pressure.js'
import { cpu, databaseLimit, keep, measured, memoryLimit, type Remedy, sizeText } from './remedy.js'
import { downText } from './running.js'
import type { Situation } from './situation.js'

/** A rule speaks where its case is at hand; the first that speaks decides. */
type Rule = (situation: Situation) => Remedy | undefined

/** Share of threads that run a job below which threads are not what is missing. */
const someIdle = 0.8

/** What the evidence proposes for one group; ordered after mastodon.md §7.3: first what is stuck, then the database, then the size. */
export function judge(situation: Situation): Remedy {
  const rules = [
    elsewhere,
    nobody,
    stopped,
    quick,
    catchingUp,
    down,
    stuck,
    nearlyBusy,
    surging,
    databaseFull,
    ...(situation.exclusive ? alone : growing),
  ]
  for (const rule of rules) {
    const remedy = rule(situation)
    if (remedy !== undefined) return remedy
  }
  return keep(situation, ': nothing to change.')
}

const elsewhere: Rule = (situation) => {
  if (!situation.servedElsewhere) return undefined
  const { name, latency } = situation.worst.load
  const behind = situation.worst.late > 1 ? `; ${name} is ${spanText(latency, 'rounded')} behind` : ''
  return { size: null, reason: `${situation.label}: other processes serve it${behind}.` }
}

const nobody: Rule = (situation) => {
  const { label, startSize, headroom, worst } = situation
  if (situation.size !== null) return undefined
  const { name, size, latency } = worst.load
  const waiting =
    size === 0
      ? 'none waits now'
      : `${plural(size, 'job waits', 'jobs wait')}, the oldest for ${spanText(latency, 'rounded')}`
  const why = `${label}: nobody takes ${name === label ? 'these jobs' : `the jobs of ${name}`}, ${waiting}`
  const processes = Math.min(startSize.processes, headroom.processes)
  if (processes < 1) return memoryLimit(situation, why)
  const threads = Math.min(startSize.threads, Math.floor(headroom.threads / processes))
  if (threads < 1) return databaseLimit(situation, why)
  return { size: { threads, processes }, reason: `${why} → ${sizeText({ threads, processes })}.` }
}

const stopped: Rule = ({ label, size, worst, setUp }) => {
  if (size === null || worst.load.processes > 0) return undefined
  const waiting =
    worst.load.size === 0 ? 'none waits now' : `${plural(worst.load.size, 'job waits', 'jobs wait')}`
  const reason = `${label}: ${sizeText(size)} ${size.threads * size.processes === 1 ? 'is' : 'are'} set up, but no process takes jobs of ${worst.load.name} (${waiting}): look at its unit with systemctl status${setUp.down.map((unit) => ` ${unit}`).join('')}.`
  return { size, reason }
}

const quick: Rule = ({ label, size, worst, serving }) => {
  if (worst.late > 1) return undefined
  return { size, reason: `${label}: quick, ${serving.busy} of ${serving.threads} threads busy.` }
}

const catchingUp: Rule = (situation) =>
  situation.worst.trend === 'catching-up'
    ? keep(situation, ': quick again within minutes, so nothing needs to change.')
    : undefined

const down: Rule = (situation) => {
  const what = downText(situation.label, situation.setUp)
  return what === undefined
    ? undefined
    : keep(
        situation,
        `. ${what}, so bring ${situation.setUp.down.length === 1 ? 'it' : 'them'} back before anything else.`,
      )
}

const stuck: Rule = (situation) => {
  const { busy, threads, longest } = situation.serving
  if (busy >= threads * someIdle) return undefined
  const look =
    longest === null ? 'No job runs' : `The longest job has run for ${spanText(longest, 'rounded')}`
  const then =
    longest === null
      ? "look at the process's log"
      : 'look at what the jobs that run longest wait for, the database or one that is stuck'
  return {
    size: situation.size,
    reason: `${measured(situation)}: threads are not what is missing. ${look}: ${then}.`,
  }
}

const nearlyBusy: Rule = (situation) => {
  const { busy, threads } = situation.serving
  return busy < threads * allBusy
    ? keep(situation, ': nearly all, but not all; look again before changing anything.')
    : undefined
}

/** The lasting size would be judged by threads that are there for a time only. */
const surging: Rule = (situation) =>
  situation.surging
    ? keep(situation, `, ${cpu(situation)}: its surge is not enough; resize with --for makes it larger.`)
    : undefined

const databaseFull: Rule = (situation) => {
  const { inUse, limit } = situation.headroom
  return inUse !== null && inUse >= limit * usable ? databaseLimit(situation, measured(situation)) : undefined
}
