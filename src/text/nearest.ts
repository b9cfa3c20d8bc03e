/**
 * How many signs have to be typed anew, added, left out or exchanged with their neighbour to make
 * one word of another (optimal string alignment): exchanged neighbours are the commonest slip of a
 * quick hand, and count as one.
 */
export function editDistance(one: string, other: string): number {
  let twoAbove: readonly number[] = []
  let above: readonly number[] = [...Array(other.length + 1).keys()]
  for (let row = 1; row <= one.length; row++) {
    const line = [row]
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1]
      const swapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      line.push(
        Math.min(
          at(above, column) + 1,
          at(line, column - 1) + 1,
          at(above, column - 1) + (same ? 0 : 1),
          swapped ? at(twoAbove, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    twoAbove = above
    above = line
  }
  return at(above, other.length)
}

const at = (line: readonly number[], column: number): number => line[column] ?? Number.POSITIVE_INFINITY

/**
 * Words that are longer than any name; comparing them would take long, and nobody mistyped one of
 * ours that far.
 */
const longest = 40

/**
 * Slips in a word after which it is still recognised: one in three letters. Of words with fewer,
 * another would be meant.
 */
function forgiven(word: string): number {
  return Math.floor(word.length / 3)
}

/**
 * The candidate that a mistyped word most likely means: at most one slip in three letters away, or
 * the only one that begins so. Undefined where none is near, and where the word is a candidate
 * itself.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > longest || candidates.includes(word)) return undefined
  const typed = word.toLowerCase()
  const near = candidates
    .map((candidate) => ({ candidate, slips: editDistance(typed, candidate.toLowerCase()) }))
    .filter(({ candidate, slips }) => slips <= forgiven(candidate))
    .toSorted((a, b) => a.slips - b.slips)
  if (near[0] !== undefined) return near[0].candidate
  const begun = candidates.filter((candidate) => typed.length > 2 && candidate.startsWith(typed))
  return begun.length === 1 ? begun[0] : undefined
}

/**
 * The end of a sentence that refuses a word: `; did you mean push?`, or a full stop where nothing
 * allowed is near.
 */
export function orNearest(word: string, candidates: readonly string[]): string {
  const meant = nearest(word, candidates)
  return meant === undefined ? '.' : `; did you mean ${meant}?`
}
