const steps = [...'▁▂▃▄▅▆▇█']

/** A share from 0 to 1 as a bar: `▇▇▇░░░`. Something is never drawn as nothing, and not quite all never as all. */
export function barOf(share: number, width: number): string {
  const safe = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0
  const near = Math.round(safe * width)
  const full = safe === 0 || safe === 1 ? near : Math.min(width, Math.max(1, Math.min(near, width - 1)))
  return '▇'.repeat(full) + '░'.repeat(Math.max(0, width - full))
}

/**
 * The last values as signs of growing height, at most `width` of them. They are scaled to the highest of them, or to `least`
 * where that is more, so that a trifle is not drawn as a mountain. Only zero is drawn lowest.
 */
export function sparkline(values: readonly number[], width: number, least = 0): string {
  const shown =
    width > 0 ? values.slice(-width).map((value) => (Number.isFinite(value) ? Math.max(0, value) : 0)) : []
  const highest = Math.max(least, ...shown)
  return shown
    .map((value) => (value === 0 ? steps[0] : steps[Math.ceil((value / highest) * (steps.length - 1))]))
    .join('')
}

const spans = [
  { size: 86_400, sign: 'd', rest: 3600, restSign: 'h' },
  { size: 3600, sign: 'h', rest: 60, restSign: 'm' },
  { size: 60, sign: 'm', rest: 1, restSign: 's' },
] as const

/** Seconds as a person reads an age, in its two largest units: `2 s`, `5m 40s`, `3h 20m`, `2d 4h`. */
export function ageText(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.round(seconds)) : 0
  const span = spans.find(({ size }) => whole >= size)
  if (span === undefined) return `${whole} s`
  const rest = Math.floor((whole % span.size) / span.rest)
  return `${Math.floor(whole / span.size)}${span.sign}${rest === 0 ? '' : ` ${rest}${span.restSign}`}`
}

/** A count in groups of three: `12 480`. Four digits stay together. */
export function countText(count: number): string {
  const whole = String(Math.round(count))
  return whole.length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ' ')
}
