import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'

/**
 * How much a test tries of what it could: `npm run test:long` sets MASTODON_TUNE_RUNS=long and gets all, a number there is how
 * often each property is tried, and without it a test tries what it names as enough for every day.
 */
const wanted = process.env['MASTODON_TUNE_RUNS']
const given = process.env['MASTODON_TUNE_SEED']

/** Whether everything is to be tried: each property in full, each loop at every one of its points. */
export const isLong = wanted === 'long'

/** What all random values of this run come from; MASTODON_TUNE_SEED gives it again. */
export const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given)

/** How often a property is tried: every day, and in full. */
export interface Runs {
  readonly some: number
  readonly all: number
}

/** The parameters with which fast-check tries a property now. Says how often, of how often, and from which seed. */
export function tries(
  what: string,
  { some, all }: Runs,
): { readonly numRuns: number; readonly seed: number } {
  const named = isLong ? all : Number(wanted)
  const numRuns = wanted === undefined || wanted === '' ? some : named
  const share = numRuns < all ? ` of ${all} runs; all with npm run test:long` : ' runs'
  console.log(`${what}: seed ${seed}, ${numRuns}${share}`)
  return { numRuns, seed }
}

/**
 * Some of a loop's points, spread evenly over all of them; all of them with `npm run test:long`. Which ones is drawn by the commit
 * that is tested: a commit is tried at the same points each time, and the commits together at all. Says which were taken.
 */
export function sampleOf<T>(what: string, all: readonly T[], some: number): readonly T[] {
  if (isLong || all.length <= some) {
    console.log(`${what}: all ${all.length} points`)
    return all
  }
  const drawnBy = given === undefined ? commit() : Number(given)
  console.log(`${what}: ${some} of ${all.length} points, seed ${drawnBy}; all with npm run test:long`)
  return Array.from({ length: some }, (_, nth) => {
    const at = Math.floor(((nth + drawn(`${drawnBy} ${what} ${nth}`)) * all.length) / some)
    return all[at] as T
  })
}

/** A number from 0 to 1, the same for the same words. */
const drawn = (words: string): number => createHash('sha256').update(words).digest().readUInt32BE() / 2 ** 32

/** The commit as a number; 0 where this is no clone. */
function commit(): number {
  try {
    const hash = execFileSync('git', ['rev-parse', 'HEAD'], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return Number.parseInt(hash.slice(0, 8), 16)
  } catch {
    return 0
  }
}
