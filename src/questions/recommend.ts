import type { Answers } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { answersBy } from './index.js'

/**
 * The answers proposed for this server: by its size, and by its load where the proposed layout does
 * not run yet (see needs.ts).
 */
export function recommend(facts: Facts): Answers {
  return answersBy((question, before) => question.propose(facts, before))
}
