import { groupsFor } from '../answers/groups.js'
import { threadsOf } from '../answers/sizes.js'
import { type Answers, type GroupSize, mostThreads } from '../answers.js'
import { connectionLimit } from '../budget/connections.js'
import type { Facts } from '../known/facts.js'
import { clamp, inFives, total } from '../numbers.js'
import { plural } from '../text/format.js'
import { threadsNeededIn } from './demand.js'
import { advisePerQueue, type ThreadsNeeded } from './per-queue.js'
import { mostComputing } from './queues.js'
import { type AnswersBeforeSidekiq, type SidekiqCapacity, sidekiqCapacity } from './sidekiq-capacity.js'

type Groups = Answers['groups']
type AnswersWithLayout = AnswersBeforeSidekiq & Pick<Answers, 'layout'>

const mailThreads = 5
const restThreads = 15
const leastThreads = 2

/**
 * The size of each group of the answers' layout, within the connections and the memory that web and
 * streaming leave. Where the layout does not run yet, queues that are behind get what they need by
 * their load. A group with the scheduler is always one process. Threads for mail, and processes
 * that are all alike: sunny.garden 2023; one process for each core: Sidekiq's author
 * (sidekiq#3231).
 */
export function adviseGroups(facts: Facts, answers: AnswersWithLayout): Groups {
  const needed = threadsNeededIn(facts, answers.layout)
  const capacity = withDemand(facts, sidekiqCapacity(facts, answers), needed)
  switch (answers.layout) {
    case 'one':
      return { all: allSize(answers.cores, capacity, needed['all'] ?? 0) }
    case 'split':
      return splitSizes(facts, answers.cores, capacity, needed)
    case 'per-queue':
      return advisePerQueue(facts.mastodon.queues, answers.cores, capacity, needed)
  }
}

/**
 * Where the limit of connections is only assumed, what the queues need by their load counts for
 * more than that limit.
 */
function withDemand(facts: Facts, capacity: SidekiqCapacity, needed: ThreadsNeeded): SidekiqCapacity {
  // Twice, since no queue is given more than half of the capacity.
  const threads = 2 * total(Object.values(needed))
  return connectionLimit(facts).assumed && threads > 0
    ? { ...capacity, threads: Math.max(capacity.threads, threads) }
    : capacity
}

function allSize(cores: number, capacity: SidekiqCapacity, needed: number): GroupSize {
  const most = cores === 1 ? clamp(needed, 10, mostComputing) : mostComputing
  return { threads: clamp(capacity.threads, leastThreads, most), processes: 1 }
}

function splitSizes(facts: Facts, cores: number, capacity: SidekiqCapacity, needed: ThreadsNeeded): Groups {
  const labels = groupsFor(facts, { layout: 'split' }).map((group) => group.label)
  const most = Math.max(mailThreads, Math.min(mostThreads, Math.floor(capacity.threads / 2)))
  const mail = labels.includes('mail')
    ? { threads: clamp(needed['mail'] ?? 0, mailThreads, most), processes: 1 }
    : null
  const rest = restSize(cores, capacity, mail, needed['rest'] ?? 0)
  const sizes: Groups = { mail, rest }
  return Object.fromEntries(labels.map((label) => [label, sizes[label] ?? null]))
}

/**
 * Processes of 15 threads for about half of the cores, at least two. They get fewer threads where
 * connections are scarce, and become more and larger where that is needed and there are connections
 * and memory for it.
 */
function restSize(
  cores: number,
  capacity: SidekiqCapacity,
  mail: GroupSize | null,
  needed: number,
): GroupSize {
  const threads = capacity.threads - (mail?.threads ?? 0)
  const byConnections = Math.max(2, Math.floor(threads / restThreads))
  const byMemory = Math.max(1, capacity.processes - (mail?.processes ?? 0))
  const usual = Math.min(Math.max(2, Math.round(cores / 2)), byConnections, byMemory)
  const processes = Math.max(usual, Math.min(Math.ceil(needed / mostComputing), byMemory))
  const most = clamp(inFives(needed / processes, Math.ceil), restThreads, mostComputing)
  return { threads: clamp(Math.floor(threads / processes), leastThreads, most), processes }
}

/** Why these threads are proposed; it speaks of the proposal, also where the answer is another. */
export function threadsReason(facts: Facts, answers: AnswersWithLayout): string {
  const lowerCased = reasonBySize(facts, answers).replace(/^(?!I\b)[A-Z](?=[a-z])/, (letter) =>
    letter.toLowerCase(),
  )
  return `Proposed: ${lowerCased}`
}

function reasonBySize(facts: Facts, answers: AnswersWithLayout): string {
  const groups = adviseGroups(facts, answers)
  const used = total(Object.values(groups).map(threadsOf))
  const left = Math.max(0, sidekiqCapacity(facts, answers).threads)
  if (left === 0)
    return 'No database connections are left for Sidekiq: take fewer web workers or streaming processes first.'
  const kept = 'a tenth of all is kept for consoles and back-ups'
  const share = `${used} database connections of the ${left} that are free for Sidekiq (${kept})`
  switch (answers.layout) {
    case 'one':
      return allReason(answers.cores, groups['all']?.threads ?? 0, share)
    case 'split':
      return splitReason(groups['rest'], share)
    case 'per-queue':
      return perQueueReason(groups, share)
  }
}

function allReason(cores: number, threads: number, share: string): string {
  return cores === 1
    ? `One core is kept busy by ${threads} threads; they use ${share}.`
    : `Jobs mostly wait, for the database and for other servers, so ${threads} threads share a core well; they use ${share}.`
}

function splitReason(rest: GroupSize | null | undefined, share: string): string {
  const { processes, threads } = rest ?? { processes: 0, threads: 0 }
  const size = `${plural(processes, 'process', 'processes')} of ${threads}`
  return `Mail needs few threads; the rest get ${size}, because one process uses one core at most. Together they use ${share}.`
}

function perQueueReason(groups: Groups, share: string): string {
  const { push } = groups
  const waiting = push ? [`push waits for other servers, so it gets ${push.threads} threads`] : []
  const busiest = groups['ingress'] ? 'ingress' : 'default'
  const size = groups[busiest]
  const computing = size
    ? [`${busiest} computes, so it gets ${plural(size.processes, 'process', 'processes')} of ${size.threads}`]
    : []
  const sentence = `${[...waiting, ...computing].join('; ')}. All queues together use ${share}.`
  return sentence.replace(/^[a-z]/, (letter) => letter.toUpperCase())
}
