const steps = [...'▁▂▃▄▅▆▇█']

/**
 * A share from 0 to 1 as a bar: `▇▇▇░░░`. Something is never drawn as nothing, and not quite all
 * never as all.
 */
export function barOf(share: number, width: number): string {
  const safe = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0
  const near = Math.round(safe * width)
  const full = safe === 0 || safe === 1 ? near : Math.min(width, Math.max(1, Math.min(near, width - 1)))
  return '▇'.repeat(full) + '░'.repeat(Math.max(0, width - full))
}

/**
 * The last values as signs of growing height, at most `width` of them. They are scaled to the
 * highest of them, or to `least` where that is more, so that a trifle is not drawn as a mountain.
 * Only zero is drawn lowest.
 */
export function sparkline(values: readonly number[], width: number, least = 0): string {
  const shown =
    width > 0 ? values.slice(-width).map((value) => (Number.isFinite(value) ? Math.max(0, value) : 0)) : []
  const highest = Math.max(least, ...shown)
  return shown
    .map((value) => (value === 0 ? steps[0] : steps[Math.ceil((value / highest) * (steps.length - 1))]))
    .join('')
}
