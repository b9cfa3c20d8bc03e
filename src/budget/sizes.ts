import type { Answers, GroupSize } from '../answers.js'

/** Every group's lasting processes, and those of surges. */
export function sizesOf({ groups, surges = {} }: Pick<Answers, 'groups' | 'surges'>): readonly GroupSize[] {
  return [...Object.values(groups), ...Object.values(surges)].filter((size) => size !== null)
}

/** All counts together. */
export function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

/** A number kept between two others. */
export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
