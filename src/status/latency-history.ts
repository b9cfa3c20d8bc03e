import { type Facts, isKnown } from '../known/facts.js'

/** The age of each queue's oldest job at the last looks, by the queue's name; the newest last. */
export type LatencyHistory = ReadonlyMap<string, readonly number[]>

/** Seconds between two looks of `status --watch`. */
export const watchEvery = 2

/** As many looks as a line of them shows. */
const kept = 20

/** The history with one more look. What could not be seen leaves it as it was. */
export function remember(history: LatencyHistory, { evidence }: Facts): LatencyHistory {
  if (!isKnown(evidence)) return history
  return new Map(
    evidence.value.now.queues.map(({ name, latency }) => [
      name,
      [...(history.get(name) ?? []), latency].slice(-kept),
    ]),
  )
}
