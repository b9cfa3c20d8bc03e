import { groupsFor } from '../answers/groups.js'
import { type Answers, type GroupSize, mostThreads } from '../answers.js'
import { connectionLimit } from '../budget/connections.js'
import type { Facts } from '../known/facts.js'
import { clamp, inFives } from '../numbers.js'
import { plural } from '../text/format.js'
import { needsIn } from './needs.js'
import { advisePerQueue } from './per-queue.js'
import { mostComputing } from './queues.js'
import { type Given, type Room, roomFor } from './room.js'

type Groups = Answers['groups']
type WithLayout = Given & Pick<Answers, 'layout'>

const mailThreads = 5
const restThreads = 15
const leastThreads = 2

/**
 * The size of each process group of the chosen layout, within the connections and the memory that web and streaming leave.
 * A group whose queues are behind under another layout gets what they need by their load.
 * A group with the scheduler is always one process. Mail threads and identical workers: sunny.garden 2023; one process a core: Sidekiq's author (sidekiq#3231).
 */
export function adviseGroups(facts: Facts, given: WithLayout): Groups {
  const needs = needsIn(facts, given.layout)
  const room = withNeeds(facts, roomFor(facts, given), needs)
  if (given.layout === 'one') {
    const most = given.cores === 1 ? clamp(needs['all'] ?? 0, 10, mostComputing) : mostComputing
    return { all: { threads: clamp(room.threads, leastThreads, most), processes: 1 } }
  }
  if (given.layout === 'per-queue') return advisePerQueue(facts.mastodon.queues, given.cores, room, needs)
  const labels = groupsFor(facts, { layout: 'split' }).map((group) => group.label)
  const mail = labels.includes('mail')
  const most = Math.max(mailThreads, Math.min(mostThreads, Math.floor(room.threads / 2)))
  const mailSize = {
    threads: mail ? clamp(needs['mail'] ?? 0, mailThreads, most) : 0,
    processes: mail ? 1 : 0,
  }
  const sizes: Record<string, GroupSize> = {
    mail: mailSize,
    rest: rest(given.cores, room, mailSize, needs['rest'] ?? 0),
  }
  return Object.fromEntries(labels.map((label) => [label, sizes[label] ?? null]))
}

/** What queues need by their load counts for more than a limit that is only assumed. */
function withNeeds(facts: Facts, room: Room, needs: Readonly<Record<string, number>>): Room {
  // Twice, since no queue is given more than half of the room.
  const needed = 2 * Object.values(needs).reduce((sum, need) => sum + need, 0)
  return connectionLimit(facts).assumed && needed > 0
    ? { ...room, threads: Math.max(room.threads, needed) }
    : room
}

/** Why these threads are proposed; it speaks of the proposal, also where the answer is another. */
export function threadsReason(facts: Facts, given: WithLayout): string {
  return `Proposed: ${reason(facts, given).replace(/^(?!I\b)[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())}`
}

function reason(facts: Facts, given: WithLayout): string {
  const groups = adviseGroups(facts, given)
  const total = Object.values(groups).reduce(
    (sum, size) => sum + (size ? size.threads * size.processes : 0),
    0,
  )
  const left = Math.max(0, roomFor(facts, given).threads)
  const share = `${total} database connections of the ${left} that are free for Sidekiq (a tenth of all is kept for consoles and back-ups)`
  if (left === 0)
    return 'No database connections are left for Sidekiq: take fewer web workers or streaming processes first.'
  if (given.layout === 'one') {
    return given.cores === 1
      ? `One core is kept busy by ${groups['all']?.threads ?? 0} threads; they use ${share}.`
      : `Jobs mostly wait, for the database and for other servers, so ${groups['all']?.threads ?? 0} threads share a core well; they use ${share}.`
  }
  if (given.layout === 'split') {
    const size = groups['rest']
    return `Mail needs few threads; the rest get ${plural(size?.processes ?? 0, 'process', 'processes')} of ${size?.threads ?? 0}, because one process uses one core at most. Together they use ${share}.`
  }
  const push = groups['push']
    ? `push waits for other servers, so it gets ${groups['push'].threads} threads`
    : ''
  const busy = groups['ingress'] ? 'ingress' : 'default'
  const size = groups[busy]
  const computing = size
    ? `${busy} computes, so it gets ${plural(size.processes, 'process', 'processes')} of ${size.threads}`
    : ''
  const sentence = [push, computing].filter((part) => part !== '').join('; ')
  return `${sentence}. All queues together use ${share}.`.replace(/^[a-z]/, (letter) => letter.toUpperCase())
}

/**
 * Processes of 15 threads for about half the cores, at least two; their threads shrink where connections are scarce, and grow to
 * what is needed while there are connections and memory for it.
 */
function rest(cores: number, room: Room, mail: GroupSize, need: number): GroupSize {
  const threads = room.threads - mail.threads
  const byConnections = Math.max(2, Math.floor(threads / restThreads))
  const byMemory = Math.max(1, room.processes - mail.processes)
  const usual = Math.min(Math.max(2, Math.round(cores / 2)), byConnections, byMemory)
  const processes = Math.max(usual, Math.min(Math.ceil(need / mostComputing), byMemory))
  const wish = clamp(inFives(need / processes, Math.ceil), restThreads, mostComputing)
  return { threads: clamp(Math.floor(threads / processes), leastThreads, wish), processes }
}
