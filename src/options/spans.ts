import { day, hour, minute } from '../text/spans.js'
import { WrongInput } from '../wrong-input.js'

const seconds: Readonly<Record<string, number>> = { s: 1, m: minute, h: hour, d: day }

/** Half a minute is over before the processes have booted; after a month nobody remembers. */
const shortest = 30

const longest = 31 * day

/**
 * A span such as `6h`, `90m`, `2d` or `1h30m`, in seconds. @throws WrongInput that names the option
 */
export function parseSpan(text: string, option = '--for'): number {
  const parts = /^(\d+[smhd])+$/.test(text) ? [...text.matchAll(/(\d+)([smhd])/g)] : []
  const span = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (seconds[unit ?? 's'] ?? 0), 0)
  if (span >= shortest && span <= longest) return span
  throw new WrongInput(
    `${option} ${text}: give how long, such as 6h, 90m or 2d; at least ${shortest}s and at most ${longest / day}d.`,
  )
}

/**
 * A day: nobody waits longer at a terminal, and Mastodon's longest jobs (imports, account
 * deletions) take hours.
 */
const mostDrain = day

/** The seconds of --drain. @throws WrongInput */
export function drainFrom(text: string): number {
  const seconds = /^\d+s?$/.test(text) ? Number.parseInt(text, 10) : Number.NaN
  if (seconds <= mostDrain) return seconds
  throw new WrongInput(
    `--drain ${text}: give the seconds that running jobs may take to finish, from 0 to ${mostDrain}.`,
  )
}
