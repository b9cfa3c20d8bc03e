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
import type { Case, Way } from './situation.js'

const noConnections: Served = (given) =>
  given.headroom.threads < 1 ? databaseLimit(given, measured(given)) : undefined

const machineFull: Served = (given) =>
  given.idle !== null && given.idle < full
    ? keep(given, ', CPU full; more threads would not help, more cores would.')
    : undefined

const tooBusy: Served = (given) => {
  if (given.idle !== null && given.idle >= idleEnough) return undefined
  if (given.idle === null)
    return keep(given, '; whether cores are idle is not known, so nothing is proposed.')
  return keep(
    given,
    `, CPU only ${Math.round(given.idle * 100)} % idle: too little for more threads, so nothing is proposed.`,
  )
}

/** One process is all that an exclusive group may have (mastodon#14764). */
const oneOnly: Served = (given, size) => {
  const most = mostUseful(given)
  if (!locked(given) && worthwhile(size.threads, most)) return undefined
  if (given.way !== undefined && (locked(given) || given.idle === null || given.idle >= idleEnough))
    return anotherLayout(given, given.way)
  const why = locked(given) ? '; more threads would not help' : `; more than ${most} threads would not help`
  return keep(given, `, ${cpu(given)}${why}. ${secondProcess(given)}`)
}

/** More than one process can do, and only one may hold the scheduler: its other queues go to processes of their own. */
function anotherLayout(given: Case, { layout, label, size }: Way): Remedy {
  const why = locked(given) ? 'Its core is full' : `Beyond ${mostUseful(given)} threads little is gained`
  const reason = `${measured(given)}, ${cpu(given)} → the layout ${layout}, ${label} with ${sizeText(size)}. ${why}, and the scheduler allows no second process.`
  return { size: given.size, reason, layout }
}

/** Jobs that wait share a core well (Sidekiq's author: raise threads until the cores are full, up to 50; sidekiq#3231). */
const moreThreads: Served = (given, size) => {
  const wish = clamp(inFives(size.threads * growth, Math.round), 5, mostUseful(given))
  const threads = Math.min(wish, size.threads + Math.floor(given.headroom.threads / size.processes))
  if (!worthwhile(size.threads, threads)) return databaseLimit(given, measured(given))
  const to = { ...size, threads }
  const then = given.exclusive && given.several ? ` ${secondProcess(given)}` : ''
  return { size: to, reason: `${measured(given)}, ${cpu(given)}, ${free(given)} → ${sizeText(to)}.${then}` }
}

function secondProcess({ several, label }: Case): string {
  if (!several) return 'A second process would start the regular jobs twice, so nothing is proposed.'
  const layouts = label === 'all' ? 'the layout split or per-queue' : 'the layout per-queue'
  return `It holds the scheduler, so it can't have a second process: ${layouts} is the way to more.`
}

/** The rules for groups that may have any number of processes; each was found behind with all threads busy. */
export const growing = [split, noConnections, machineFull, process, tooBusy, mostReached, moreThreads].map(
  whereServed,
)
/** The rules for a group with the scheduler. */
export const alone = [noConnections, machineFull, oneOnly, tooBusy, moreThreads].map(whereServed)

function whereServed(rule: Served): (given: Case) => Remedy | undefined {
  return (given) => (given.size === null ? undefined : rule(given, given.size))
}
