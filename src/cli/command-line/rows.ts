/**
 * An option, as data: commander, the help and whatever else tells of the command line is made from
 * it.
 */
export interface OptionRow {
  /** Without its dashes: `queue`, `no-color`. */
  readonly name: string
  readonly short?: string
  /** What stands for its value in the help; one without it takes none. */
  readonly value?: string
  readonly summary: string
  /** May be given more than once. */
  readonly repeatable?: true
  /** For systemd's use alone: the help does not tell of it. */
  readonly hidden?: true
}

/** The words that a command takes besides its options. */
export interface ArgumentRow {
  readonly name: string
  readonly summary: string
  readonly repeatable?: true
}

/** A command, as data. */
export interface CommandRow {
  readonly summary: string
  readonly argument?: ArgumentRow
  readonly options: readonly OptionRow[]
  /** What each exit status means, in words that follow it. */
  readonly exits: Readonly<Record<number, string>>
  /** What may be typed after `mastodon-tune`. */
  readonly example: string
}

/** An option as it is typed: `--queue`. */
export const flagOf = ({ name }: OptionRow): string => `--${name}`

/** An option as commander and the help write it: `-y, --yes`, `--drain <seconds>`. */
export function flagsOf(option: OptionRow): string {
  const short = option.short === undefined ? '' : `-${option.short}, `
  return `${short}${flagOf(option)}${option.value === undefined ? '' : ` <${option.value}>`}`
}
