import type { Answers, WebSize } from '../answers.js'
import { memoryOf, sidekiqMemory, webMemory } from '../budget/memory.js'
import type { Facts } from '../known/facts.js'
import { bytes } from '../text/format.js'
import { usableThreads } from './sidekiq-capacity.js'
import { adviseStreaming } from './streaming.js'

const threads = 5
const memoryShare = 0.3

type MachineAnswers = Pick<Answers, 'cores' | 'memory'>

/**
 * Puma's size: one worker per core with 5 threads (Puma 8's deployment guide), fewer where they
 * would take more than 30 % of the memory or half of the connections. Where two don't fit: one
 * process without workers, since a single worker below a master only costs memory.
 */
export function adviseWeb(facts: Facts, answers: MachineAnswers): WebSize {
  const workers = Math.min(answers.cores, byMemory(answers), byConnections(facts))
  if (workers >= 2) return { workers, threads }
  return twoFit(facts, answers) ? { workers: 2, threads } : { workers: 0, threads }
}

/** Why this size of Puma is proposed. */
export function webReason(facts: Facts, answers: MachineAnswers): string {
  const { workers } = adviseWeb(facts, answers)
  if (answers.cores === 1) {
    return `With one core, one process of ${threads} threads answers as fast as several workers and takes only ${bytes(webMemory({ workers: 0, threads }))}.`
  }
  if (workers === 0) {
    return `Two workers would not fit into ${bytes(answers.memory)} and ${usableThreads(facts)} database connections beside the rest, so Puma runs as one process of ${threads} threads.`
  }
  const guide = `Puma's guide asks for one worker per core and ${threads} threads in each`
  if (workers >= answers.cores)
    return `${guide}: ${workers} workers for ${answers.cores} cores, about ${bytes(webMemory({ workers, threads }))}.`
  const scarce =
    byConnections(facts) <= byMemory(answers)
      ? `more than ${workers} would take over half of the ${usableThreads(facts)} database connections that can be used; a higher limit allows more`
      : `more than ${workers} would take over ${memoryShare * 100} % of ${bytes(answers.memory)}`
  return `${guide}, but ${scarce}.`
}

function byMemory(answers: MachineAnswers): number {
  const master = webMemory({ workers: 1, threads }) - workerMemory()
  return Math.floor((memoryShare * answers.memory - master) / workerMemory())
}

function workerMemory(): number {
  return webMemory({ workers: 2, threads }) - webMemory({ workers: 1, threads })
}

function byConnections(facts: Facts): number {
  return Math.floor(usableThreads(facts) / 2 / threads)
}

/**
 * Whether two workers fit beside one Sidekiq process, even if they take more than their share of
 * memory.
 */
function twoFit(facts: Facts, answers: MachineAnswers): boolean {
  const { cores, memory } = answers
  const wanted = { memory, web: { workers: 2, threads }, streaming: adviseStreaming(), groups: {} }
  return cores >= 2 && byConnections(facts) >= 2 && memoryOf(facts, wanted).total + sidekiqMemory <= memory
}
