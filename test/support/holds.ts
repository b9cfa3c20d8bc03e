import fc from 'fast-check'
import { type Runs, tries } from './runs.js'

/** Tries a property with random values, and prints the seed and how often. */
export async function holds<T>(
  what: string,
  runs: Runs,
  arbitrary: fc.Arbitrary<T>,
  check: (value: T) => Promise<void> | void,
) {
  await fc.assert(
    fc.asyncProperty(arbitrary, async (value) => void (await check(value))),
    tries(what, runs),
  )
}
