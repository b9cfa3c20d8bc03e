import type { Answers, GroupSize } from '../answers.js'

/** Every group's lasting processes, and those of surges. */
export function sizesOf({ groups, surges = {} }: Pick<Answers, 'groups' | 'surges'>): readonly GroupSize[] {
  return [...Object.values(groups), ...Object.values(surges)].filter((size) => size !== null)
}

/** A number kept between two others. */
export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
