import type { Evidence, Load, QueueLoad, SidekiqProcess } from '../../src/known/load.js'
import { GB } from '../../src/text/format.js'

/** Processes of one size: what they have, and what each of them does. */
interface ProcessWords {
  readonly threads?: number
  readonly processes?: number
  /** Busy threads of all processes together; all of them where the queue is late and nothing else is said. */
  readonly busy?: number
  /** Cores that each uses. */
  readonly cpu?: number | null
  /** Seconds that the longest job has run; null for none. */
  readonly longest?: number | null
  /** False for processes of another server. */
  readonly here?: boolean
  readonly quiet?: boolean
}

/** A queue: jobs waiting and the age of the oldest in seconds, now and at the first look (the same where nothing else is said). */
interface QueueWords extends ProcessWords {
  readonly late?: number
  readonly waiting?: number
  readonly lateBefore?: number
  readonly waitingBefore?: number
}

export interface LoadWords {
  /** By name; each named queue has processes of its own unless `together` serves it. What is not named runs well. */
  readonly queues?: Readonly<Record<string, QueueWords>>
  /** Processes that serve several queues. */
  readonly together?: readonly (ProcessWords & { readonly queues: readonly string[] })[]
  readonly idle?: number | null
  /** In GB. */
  readonly memoryFree?: number | null
  /** Seconds between the two looks. */
  readonly seconds?: number
}

const at = 1_760_000_000
const sizes: Readonly<Record<string, QueueWords>> = {
  default: { threads: 10 },
  push: { threads: 25 },
  ingress: { threads: 5, processes: 2 },
  mailers: { threads: 5 },
  pull: { threads: 15 },
  scheduler: { threads: 5 },
  fasp: { threads: 2 },
}

/**
 * What Sidekiq did on the server `social` (that of `aServer`), from a few words:
 * `aLoad({ queues: { push: { late: 340, waiting: 12480 } }, idle: 0.4 })` is a healthy server with a process per queue,
 * whose push is 340 s late with all 25 threads busy.
 */
export function aLoad(words: LoadWords = {}): Evidence {
  const { idle = 0.4, memoryFree = 4, seconds = 10, together = [] } = words
  const shared = together.flatMap(({ queues }) => queues)
  const named = Object.entries({ ...sizes, ...words.queues }).map(
    ([name, told]) => [name, { ...sizes[name], ...told }] as const,
  )
  const own = named
    .filter(([name]) => !shared.includes(name))
    .map(([name, told]) => ({ ...told, queues: [name] }))
  const behind = (names: readonly string[]) =>
    named.some(([name, told]) => names.includes(name) && (told.late ?? 0) > 0)
  const processes = [...together, ...own].flatMap((runs, kind) =>
    processesOf(runs, behind(runs.queues), kind),
  )
  const queues = named.map(([name, told]) => loadOf(name, told, processes))
  const earlier = named.map(([name, told]) => {
    const { late = 0, waiting = late, lateBefore = late, waitingBefore = waiting } = told
    return { ...loadOf(name, told, processes), latency: lateBefore, size: waitingBefore }
  })
  const before: Load = { at: at - seconds, queues: earlier, processes }
  return {
    before,
    now: { at, queues, processes },
    idle,
    memoryFree: memoryFree === null ? null : memoryFree * GB,
  }
}

function loadOf(
  name: string,
  { late = 0, waiting = late }: QueueWords,
  all: readonly SidekiqProcess[],
): QueueLoad {
  const serving = all.filter((each) => !each.quiet && each.queues.includes(name))
  const threads = serving.reduce((sum, each) => sum + each.threads, 0)
  const busy = serving.reduce((sum, each) => sum + each.jobs.filter((job) => job.queue === name).length, 0)
  return { name, size: waiting, latency: late, processes: serving.length, threads, busy }
}

function processesOf(
  runs: ProcessWords & { readonly queues: readonly string[] },
  behind: boolean,
  kind: number,
): readonly SidekiqProcess[] {
  const { threads = 5, processes = 1, cpu = 0.4, longest = 3, here = true, quiet = false, queues } = runs
  const busy = runs.busy ?? (behind ? threads * processes : 0)
  const hostname = here ? 'social' : 'elsewhere'
  return Array.from({ length: processes }, (_, index) => {
    const mine = Math.floor(busy / processes) + (index < busy % processes ? 1 : 0)
    const job = (which: number) => ({
      queue: queues[which % queues.length] ?? '',
      since: at - (which === 0 ? (longest ?? 0) : 1),
    })
    return {
      ...{
        identity: `${hostname}:${1000 + 100 * kind + index}:abc`,
        hostname,
        pid: 1000 + 100 * kind + index,
        queues,
        threads,
        quiet,
        cpu,
      },
      unit: here
        ? `mastodon-sidekiq-0${index + 1}-${queues.length > 1 ? 'rest' : queues[0]}@${threads}.service`
        : null,
      busy: mine,
      memory: 600 * 1024 ** 2,
      jobs: longest === null ? [] : Array.from({ length: mine }, (_, which) => job(which)),
    }
  })
}
