import type { Present } from '../answers.js'
import { questions } from './index.js'

/**
 * What changes between two sets of answers, in an admin's words: `push: 25 -> 40 threads`. `was` is
 * null where nothing ran.
 */
export function changesOf(was: Present | null, now: Present): readonly string[] {
  const first = questions.filter(({ foremost }) => foremost)
  const others = questions.filter(({ foremost }) => !foremost)
  return [...first, ...others].flatMap(({ changes }) => changes(was, now))
}
