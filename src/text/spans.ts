/** Seconds of a minute, an hour and a day. */
export const minute = 60
export const hour = 60 * minute
export const day = 24 * hour

const forms = {
  /**
   * How long something has lasted, where it stands in a column: its two largest units, `5m 40s`,
   * `3h 20m`, `2d 4h`.
   */
  brief: (seconds: number) => inTwoUnits(seconds, { d: 'd', h: 'h', m: 'm', s: 's' }),
  /** The same for the ear: `5 min 40 s`. */
  spoken: (seconds: number) => inTwoUnits(seconds, { d: ' d', h: ' h', m: ' min', s: ' s' }),
  /** How long something has lasted, in a sentence that judges by it: `340 s`, `25 min`, `3 h`. */
  rounded: (seconds: number) => {
    if (seconds < 10 * minute) return `${Math.round(seconds)} s`
    return seconds < 2 * hour ? `${Math.round(seconds / minute)} min` : `${Math.round(seconds / hour)} h`
  },
  /** What a person plans with: never less than it may be, `40 s`, `2 min`. */
  most: (seconds: number) =>
    seconds < minute ? `${Math.max(1, Math.round(seconds))} s` : `${Math.ceil(seconds / minute)} min`,
  /** How long a run took, to the second: `40 s`, `3 min 5 s`. */
  exact: (seconds: number) => {
    const whole = Math.round(seconds)
    return whole < minute ? `${whole} s` : `${Math.floor(whole / minute)} min ${whole % minute} s`
  },
  /** How long one action took: `1.2 s`. */
  tenths: (seconds: number) => `${seconds.toFixed(1)} s`,
  /** How long a question to the server took, for a log: `0.012 s`. */
  thousandths: (seconds: number) => `${seconds.toFixed(3)} s`,
} as const satisfies Readonly<Record<string, (seconds: number) => string>>

/**
 * A span of time, given in seconds, in the form that its place asks for; each form says what it is
 * for.
 */
export function spanText(seconds: number, form: keyof typeof forms): string {
  return forms[form](seconds)
}

type Sign = 'd' | 'h' | 'm' | 's'

const steps = [
  { size: day, sign: 'd', rest: hour, restSign: 'h' },
  { size: hour, sign: 'h', rest: minute, restSign: 'm' },
  { size: minute, sign: 'm', rest: 1, restSign: 's' },
] as const

/** Below a minute a number alone has a blank before its unit; what is no span counts as none. */
function inTwoUnits(seconds: number, units: Readonly<Record<Sign, string>>): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.round(seconds)) : 0
  const step = steps.find(({ size }) => whole >= size)
  if (step === undefined) return `${whole} s`
  const rest = Math.floor((whole % step.size) / step.rest)
  const first = `${Math.floor(whole / step.size)}${units[step.sign]}`
  return rest === 0 ? first : `${first} ${rest}${units[step.restSign]}`
}
