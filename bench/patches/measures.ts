import { median } from '../numbers.js'

/** What is measured of a variant; of each, less is better. `Work` is what the processors did until then, all threads together. */
export const measures = {
  frame: { said: 'first frame', unit: 'ms' },
  frameWork: { said: 'work to the first frame', unit: 'ms' },
  found: { said: 'what was found', unit: 'ms' },
  foundWork: { said: 'work to what was found', unit: 'ms' },
  foundMemory: { said: 'memory until then', unit: 'MB' },
  key: { said: 'a key', unit: 'ms' },
  keyWork: { said: 'work for a key', unit: 'ms' },
  keyMemory: { said: 'memory after 40 keys', unit: 'MB' },
  size: { said: 'tarball', unit: 'KB' },
} as const

export type Measure = keyof typeof measures

export const everyMeasure = Object.keys(measures) as readonly Measure[]

/** A value of each round; NaN where a round did not measure it. */
export type Values = ReadonlyMap<Measure, readonly number[]>

/** How much more a variant takes than the program. */
export interface Difference {
  /** Median of the differences within a round. */
  readonly middle: number
  /** Between the least values of all rounds. */
  readonly least: number
}

export function difference(measure: Measure, base: Values, variant: Values): Difference {
  const [ours, theirs] = [valuesOf(base, measure), valuesOf(variant, measure)]
  const middle = median(theirs.map((value, round) => value - (ours[round] ?? Number.NaN)))
  return { middle, least: lowest(theirs) - lowest(ours) }
}

export const valuesOf = (values: Values, measure: Measure): readonly number[] => values.get(measure) ?? []

export const lowest = (values: readonly number[]): number =>
  Math.min(...values.filter((value) => !Number.isNaN(value)))
