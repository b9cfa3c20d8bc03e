import { clamp, inFives } from '../numbers.js'
import { growth, idleEnough } from './pressure.js'
import { mostReached, mostUseful, process, split } from './processes.js'
import {
  cpu,
  databaseLimit,
  free,
  full,
  keep,
  locked,
  measured,
  type Remedy,
  type Served,
  sizeText,
  worthwhile,
} from './remedy.js'
import type { OtherLayout, Situation } from './situation.js'

const noConnections: Served = (situation) =>
  situation.headroom.threads < 1 ? databaseLimit(situation, measured(situation)) : undefined

const machineFull: Served = (situation) =>
  situation.idle !== null && situation.idle < full
    ? keep(situation, ', CPU full; more threads would not help, more cores would.')
    : undefined

const tooBusy: Served = (situation) => {
  if (situation.idle !== null && situation.idle >= idleEnough) return undefined
  if (situation.idle === null)
    return keep(situation, '; whether cores are idle is not known, so nothing is proposed.')
  return keep(
    situation,
    `, CPU only ${Math.round(situation.idle * 100)} % idle: too little for more threads, so nothing is proposed.`,
  )
}

/** One process is all that an exclusive group may have (mastodon#14764). */
const oneOnly: Served = (situation, size) => {
  const most = mostUseful(situation)
  if (!locked(situation) && worthwhile(size.threads, most)) return undefined
  if (
    situation.otherLayout !== undefined &&
    (locked(situation) || situation.idle === null || situation.idle >= idleEnough)
  )
    return anotherLayout(situation, situation.otherLayout)
  const why = locked(situation)
    ? '; more threads would not help'
    : `; more than ${most} threads would not help`
  return keep(situation, `, ${cpu(situation)}${why}. ${secondProcess(situation)}`)
}

/** More than one process can do, and only one may hold the scheduler: its other queues go to processes of their own. */
function anotherLayout(situation: Situation, { layout, label, size }: OtherLayout): Remedy {
  const why = locked(situation)
    ? 'Its core is full'
    : `Beyond ${mostUseful(situation)} threads little is gained`
  const reason = `${measured(situation)}, ${cpu(situation)} → the layout ${layout}, ${label} with ${sizeText(size)}. ${why}, and the scheduler allows no second process.`
  return { size: situation.size, reason, layout }
}

/** Jobs that wait share a core well (Sidekiq's author: raise threads until the cores are full, up to 50; sidekiq#3231). */
const moreThreads: Served = (situation, size) => {
  const wish = clamp(inFives(size.threads * growth, Math.round), 5, mostUseful(situation))
  const threads = Math.min(wish, size.threads + Math.floor(situation.headroom.threads / size.processes))
  if (!worthwhile(size.threads, threads)) return databaseLimit(situation, measured(situation))
  const to = { ...size, threads }
  const then = situation.exclusive && situation.severalQueues ? ` ${secondProcess(situation)}` : ''
  return {
    size: to,
    reason: `${measured(situation)}, ${cpu(situation)}, ${free(situation)} → ${sizeText(to)}.${then}`,
  }
}

function secondProcess({ severalQueues, label }: Situation): string {
  if (!severalQueues) return 'A second process would start the regular jobs twice, so nothing is proposed.'
  const layouts = label === 'all' ? 'the layout split or per-queue' : 'the layout per-queue'
  return `It holds the scheduler, so it can't have a second process: ${layouts} is the way to more.`
}

/** The rules for groups that may have any number of processes; each was found behind with all threads busy. */
export const growing = [split, noConnections, machineFull, process, tooBusy, mostReached, moreThreads].map(
  whereServed,
)
/** The rules for a group with the scheduler. */
export const alone = [noConnections, machineFull, oneOnly, tooBusy, moreThreads].map(whereServed)

function whereServed(rule: Served): (situation: Situation) => Remedy | undefined {
  return (situation) => (situation.size === null ? undefined : rule(situation, situation.size))
}
