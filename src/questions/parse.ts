import type { Answers } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { orNearest } from '../text/nearest.js'

/** What a text means, or one sentence that names the text and what is allowed. */
export type Parsed<T> = { readonly value: T } | { readonly wrong: string }

/** What is counted, for the sentence (`Cores`), and the smallest and largest count allowed. */
export interface Range {
  readonly what: string
  readonly min: number
  readonly max: number
}

/** A whole number within a range. */
export function parseCount(text: string, { what, min, max }: Range): Parsed<number> {
  const trimmed = text.trim()
  const value = /^\d+$/.test(trimmed) ? Number(trimmed) : Number.NaN
  if (value >= min && value <= max) return { value }
  return { wrong: `${what} can't be "${trimmed}": give a whole number from ${min} to ${max}.` }
}

/** One of a few words. */
export function parseChoice<T extends string>(text: string, allowed: readonly T[]): Parsed<T> {
  const value = allowed.find((each) => each === text)
  return value === undefined
    ? { wrong: `allowed are ${allowed.join(', ')}${orNearest(text, allowed)}` }
    : { value }
}

/** The two numbers of a size such as `4x5`; undefined where it is none. */
export function pairIn(text: string): readonly [first: number, second: number] | undefined {
  const [, first, second] = /^\s*(\d+)\s*[x×*]\s*(\d+)\s*$/i.exec(text) ?? []
  return first === undefined || second === undefined ? undefined : [Number(first), Number(second)]
}

/** Whether a text asks for none of something. */
export function isNone(text: string): boolean {
  return /^(none|-)$/i.test(text.trim())
}

/** What was parsed, as an edit of answers. */
export function edited<T>(
  parsed: Parsed<T>,
  edit: (answers: Answers, value: T, facts: Facts) => Answers | string,
): Parsed<(facts: Facts, answers: Answers) => Answers | string> {
  if ('wrong' in parsed) return parsed
  return { value: (facts, answers) => edit(answers, parsed.value, facts) }
}

/** Words to choose from, as a help lists them: `stock, container or off`. */
export function eitherOf(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
