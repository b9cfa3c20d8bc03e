/** The value that as many are below as above. */
export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5)
}

/** The value that this part of all is below. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.filter((number) => !Number.isNaN(number)).sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

/** The same things in another order. */
export function shuffled<T>(things: readonly T[]): readonly T[] {
  const left = [...things]
  return things.map(() => left.splice(Math.floor(Math.random() * left.length), 1)[0] as T)
}

/** A number with this many digits after the point; a dash where there is none. */
export const digits = (number: number, count: number): string =>
  Number.isNaN(number) ? '–' : number.toFixed(count)
