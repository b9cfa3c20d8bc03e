import { isWorthwhile } from '../advice/recommendation.js'

/** Whether two counts differ by less than a tenth, which is not worth a restart. */
export function isNear(one: number, other: number): boolean {
  return !isWorthwhile(Math.min(one, other), Math.max(one, other))
}

/** What to say of a proposal that the server comes near enough already. */
export const nearEnough = 'What this server has differs from that by less than a tenth, so it stays.'
