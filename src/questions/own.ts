import { recommend } from '../advice/recommend.js'
import { isWorthwhile } from '../advice/recommendation.js'
import type { Answers } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { answersFrom } from '../present/from-our-units.js'

/** The answers that this server was set up with; undefined where nobody has chosen its sizes, so that they are proposed anew. */
export function ownAnswers(facts: Facts): Answers | undefined {
  const { answers, from } = answersFrom(facts, recommend(facts))
  return from === 'server' ? answers : undefined
}

/** Whether two counts differ by less than a tenth, which is not worth a restart. */
export function isNear(one: number, other: number): boolean {
  return !isWorthwhile(Math.min(one, other), Math.max(one, other))
}

/** What to say of a proposal that the server comes near enough already. */
export const nearEnough = 'What this server has differs from that by less than a tenth, so it stays.'
