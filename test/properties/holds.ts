import fc from 'fast-check'

const given = process.env['MASTODON_TUNE_SEED']
/** What all random values of this run come from; MASTODON_TUNE_SEED gives it again. */
export const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given)

/** How often a property is tried: `usual` times, or as MASTODON_TUNE_RUNS says for all of them. */
export function runsOf(usual: number): number {
  return Number(process.env['MASTODON_TUNE_RUNS'] ?? usual)
}

/** Tries a property with random values, and prints the seed and how often. */
export async function holds<T>(
  what: string,
  usual: number,
  arbitrary: fc.Arbitrary<T>,
  check: (value: T) => Promise<void> | void,
) {
  const numRuns = runsOf(usual)
  console.log(`${what}: seed ${seed}, ${numRuns} runs`)
  await fc.assert(
    fc.asyncProperty(arbitrary, async (value) => void (await check(value))),
    { numRuns, seed },
  )
}
