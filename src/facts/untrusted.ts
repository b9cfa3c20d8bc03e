type Fields = Readonly<Record<string, unknown>>

/** A text as the JSON object it holds; undefined for anything else. Never throws. */
export function jsonObject(text: unknown): Fields | undefined {
  if (typeof text !== 'string') return undefined
  try {
    const value: unknown = JSON.parse(text)
    return objectOf(value)
  } catch {
    return undefined
  }
}

/** A value as an object with keys, or undefined. */
export function objectOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
}

/**
 * Whether a name from outside may be shown and asked for: short, and without spaces, control or
 * direction characters.
 */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[^\p{C}\p{Z}]{1,200}$/u.test(value)
}

/** No server has so many queues or processes; each costs a question. */
const most = 1000

/**
 * The usable names of a list, each once, in its order, a thousand at most; none where it is no
 * list.
 */
export function namesFrom(value: unknown): readonly string[] {
  return [...new Set(Array.isArray(value) ? value.filter(isName) : [])].slice(0, most)
}

/** A whole number from 0 up, as a number or in digits; undefined for anything else. */
export function countFrom(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined
}

/**
 * A moment in seconds since 1970, or undefined where it is none. Sidekiq up to 7 writes seconds and
 * 8 milliseconds, and jobs outlive an upgrade: above 1e11, the year 5138 in seconds, it is
 * milliseconds (reference/mastodon.md §4.5).
 */
export function momentFrom(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number) || number <= 0) return undefined
  return number > 1e11 ? number / 1000 : number
}

/**
 * Redis's TIME (seconds and microseconds, as texts) in seconds since 1970; undefined where it is
 * none.
 */
export function clockFrom(reply: unknown): number | undefined {
  const [seconds, micros] = Array.isArray(reply) ? reply : []
  const at = countFrom(seconds)
  return at === undefined ? undefined : at + (countFrom(micros) ?? 0) / 1e6
}

/** The values of a Redis hash, which comes as a flat list of keys and values. */
export function hashValues(reply: unknown): readonly unknown[] {
  return Array.isArray(reply) ? reply.filter((_, at) => at % 2 === 1) : Object.values(objectOf(reply) ?? {})
}
