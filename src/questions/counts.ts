import type { Zod } from './types.js'

/** A whole number in a saved plan. */
export const count = (z: Zod) => z.number().int().min(0)

/**
 * How many of something. No server has more; without an end a plan that somebody edited would have
 * units made for a year.
 */
export const size = (z: Zod) => count(z).max(1000)
