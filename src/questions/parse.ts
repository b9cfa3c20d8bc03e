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

/** The two numbers of a size such as `4x5`; undefined where it is none. */
export function pairIn(text: string): readonly [first: number, second: number] | undefined {
  const [, first, second] = /^\s*(\d+)\s*[x×*]\s*(\d+)\s*$/i.exec(text) ?? []
  return first === undefined || second === undefined ? undefined : [Number(first), Number(second)]
}

/** Whether a text asks for none of something. */
export function isNone(text: string): boolean {
  return /^(none|-)$/i.test(text.trim())
}
