import { day, hour, minute } from '../text/spans.js'

/**
 * How long systemd lets a unit start, and stop, where nothing else is said
 * (systemd-system.conf(5)); seconds.
 */
export const systemdTimeout = 90

export const seconds: Readonly<Record<string, number>> = {
  us: 1e-6,
  usec: 1e-6,
  ms: 1e-3,
  msec: 1e-3,
  '': 1,
  s: 1,
  sec: 1,
  second: 1,
  seconds: 1,
  m: minute,
  min: minute,
  minute,
  minutes: minute,
  h: hour,
  hr: hour,
  hour,
  hours: hour,
  d: day,
  day,
  days: day,
  w: 7 * day,
  week: 7 * day,
  weeks: 7 * day,
}

/**
 * A time span of systemd.time(7) in seconds: `1min 30s` → 90; Infinity for `infinity`, undefined
 * for what is none.
 */
export function spanSeconds(text: string): number | undefined {
  if (text.trim() === 'infinity') return Number.POSITIVE_INFINITY
  const parts = [...text.matchAll(/([\d.]+)\s*([a-z]*)/g)].map(
    ([, count, unit = '']) => Number(count) * (seconds[unit] ?? Number.NaN),
  )
  const sum = parts.reduce((total, part) => total + part, 0)
  return parts.length === 0 || Number.isNaN(sum) ? undefined : sum
}

/** A moment (seconds since 1970) as systemd.time(7) writes it: `2026-11-23 18:00:00 UTC`. */
export function calendar(until: number): string {
  return new Date(until * 1000).toISOString().replace(/^(.{10})T(.{8}).*$/, '$1 $2 UTC')
}
