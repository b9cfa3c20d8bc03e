import type { Unit } from '../state.js'

/** Splits a line as systemd does (systemd.syntax(7)): at blanks, minding quotes and backslashes. */
export function words(line: string): readonly string[] {
  const found: string[] = []
  let word = ''
  let quote = ''
  let begun = false
  for (let at = 0; at < line.length; at += 1) {
    const sign = line.charAt(at)
    if (sign === '\\' && quote !== "'") {
      at += 1
      word += line.charAt(at)
      begun = true
    } else if (quote !== '' ? sign === quote : sign === '"' || sign === "'") {
      quote = quote === '' ? sign : ''
      begun = true
    } else if (quote === '' && /\s/.test(sign)) {
      if (begun) found.push(word)
      word = ''
      begun = false
    } else {
      word += sign
      begun = true
    }
  }
  return begun ? [...found, word] : found
}

/** `A=1 "B=x y"` as a record; what is no assignment is left out. */
export function assignments(line: string): Readonly<Record<string, string>> {
  const pairs = words(line).flatMap((word) => {
    const at = word.indexOf('=')
    return at > 0 ? [[word.slice(0, at), word.slice(at + 1)] as const] : []
  })
  return Object.fromEntries(pairs)
}

/** Puts a unit's names for its specifiers (systemd.unit(5)); `%i` stays in a template, which has no instance. */
export function expand(text: string, unit: Unit): string {
  const stem = unit.replace(/\.[a-z]+$/, '')
  const prefix = stem.replace(/@.*$/, '')
  const instance = stem.includes('@') ? stem.slice(stem.indexOf('@') + 1) : ''
  const template = unit.includes('@.')
  return text.replace(/%([%ijnpNI])/g, (whole, letter: string) => {
    if (letter === '%') return '%'
    if (letter === 'j') return prefix.slice(prefix.lastIndexOf('-') + 1)
    if (letter === 'p') return prefix
    if (template) return whole
    return letter === 'n' ? unit : letter === 'N' ? stem : instance
  })
}

/**
 * The settings of a unit's file and its drop-ins, in that order: each key with all its values; an empty value forgets those
 * before it. Keys of all sections together, for Mastodon's units have none that means two things.
 */
export function unitSettings(texts: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const settings = new Map<string, string[]>()
  for (const text of texts) {
    for (const line of text.replace(/\\\n/g, ' ').split('\n')) {
      // No pattern for the whole line: at long runs of blanks it would take a square of their number.
      const at = line.indexOf('=')
      const key = line.slice(0, Math.max(0, at)).trim()
      const value = line.slice(at + 1).trim()
      if (!/^[A-Za-z]+$/.test(key)) continue
      const values = settings.get(key)
      // Added to and not copied: a file of a hundred thousand such lines must not take minutes.
      if (value === '' || values === undefined) settings.set(key, value === '' ? [] : [value])
      else values.push(value)
    }
  }
  return settings
}

const seconds: Readonly<Record<string, number>> = {
  us: 1e-6,
  usec: 1e-6,
  ms: 1e-3,
  msec: 1e-3,
  '': 1,
  s: 1,
  sec: 1,
  second: 1,
  seconds: 1,
  m: 60,
  min: 60,
  minute: 60,
  minutes: 60,
  h: 3600,
  hr: 3600,
  hour: 3600,
  hours: 3600,
  d: 86400,
  day: 86400,
  days: 86400,
  w: 604800,
  week: 604800,
  weeks: 604800,
}

/** A time span of systemd.time(7) in seconds: `1min 30s` → 90; Infinity for `infinity`, undefined for what is none. */
export function spanSeconds(text: string): number | undefined {
  if (text.trim() === 'infinity') return Number.POSITIVE_INFINITY
  const parts = [...text.matchAll(/([\d.]+)\s*([a-z]*)/g)].map(
    ([, count, unit = '']) => Number(count) * (seconds[unit] ?? Number.NaN),
  )
  const sum = parts.reduce((total, part) => total + part, 0)
  return parts.length === 0 || Number.isNaN(sum) ? undefined : sum
}
