/** All counts together. */
export function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

/** A number kept between two others. */
export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}

/**
 * A size in steps of five, as sizes are proposed from there on: nobody tells 37 threads from 35.
 * `round` says which way.
 */
export function inFives(count: number, round: (count: number) => number): number {
  return round(count / 5) * 5
}
