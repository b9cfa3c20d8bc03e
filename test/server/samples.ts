/** A Sidekiq process as Redis and /proc show it at one moment. */
export interface Seen {
  readonly pid: number
  readonly queues: readonly string[]
  readonly quiet: boolean
  /** Milliseconds since its last heartbeat. */
  readonly beatAge: number
  readonly runs: boolean
}

/** One look at a server. */
export interface Sample {
  /** Milliseconds since 1970. */
  readonly at: number
  /** Jobs done so far. */
  readonly done: number
  readonly processes: readonly Seen[]
}

/** What was seen of one queue over a time. */
export interface Watched {
  readonly samples: number
  /** Processes at each sample that live, are not quiet and serve the queue. */
  readonly consumers: readonly number[]
  /** Processes at each sample that live, quiet or not, and listen to `scheduler`. */
  readonly schedulers: readonly number[]
  /** Seconds of the longest span in which nobody took jobs from the queue. */
  readonly longestGap: number
  /** Seconds between the two samples that lie furthest apart. */
  readonly coarsest: number
  /** When the last job was done, in milliseconds since 1970. */
  readonly lastDone: number
}

/** Sidekiq 6 beats every 5 s, 7 and later every 10 s. */
const FRESH = 12_000

/**
 * Counts over the samples. `quietAt` tells by process id when one said in the journal that it takes no more jobs: Redis shows
 * that a heartbeat late, so for up to 5 s it would still count.
 */
export function summed(
  samples: readonly Sample[],
  queue: string,
  quietAt: ReadonlyMap<number, number>,
): Watched {
  const takes = (seen: Seen, at: number) =>
    seen.runs &&
    !seen.quiet &&
    seen.beatAge <= FRESH &&
    seen.queues.includes(queue) &&
    at < (quietAt.get(seen.pid) ?? Infinity)
  const consumers = samples.map(({ at, processes }) => processes.filter((seen) => takes(seen, at)).length)
  const schedulers = samples.map(
    ({ processes }) => processes.filter((seen) => seen.runs && seen.queues.includes('scheduler')).length,
  )
  const between = samples.slice(1).map(({ at }, index) => at - samples[index]!.at)
  const last = samples.findIndex(({ done }) => done === samples.at(-1)!.done)
  return {
    samples: samples.length,
    consumers,
    schedulers,
    longestGap: longestGap(samples, consumers) / 1000,
    coarsest: Math.max(0, ...between) / 1000,
    lastDone: samples[last]!.at,
  }
}

/** From the first sample without a consumer to the next with one, or to the end. */
function longestGap(samples: readonly Sample[], consumers: readonly number[]): number {
  let longest = 0
  let since: number | undefined
  for (const [index, { at }] of samples.entries()) {
    if (since !== undefined) longest = Math.max(longest, at - since)
    since = consumers[index] === 0 ? (since ?? at) : undefined
  }
  return longest
}
