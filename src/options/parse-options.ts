import { day } from '../text/spans.js'
import { WrongInput } from '../wrong-input.js'
import type { Settings } from './answer-options.js'
import type { Options } from './options.js'

/** A day: nobody waits longer at a terminal, and Mastodon's longest jobs (imports, account deletions) take hours. */
const mostDrain = day

/** What the options say of the answers. @throws WrongInput */
export function settingsFrom(options: Options): Settings {
  const { queue = [], ...rest } = options
  return { ...rest, queues: sizesFrom('--queue', queue) }
}

/** Sizes by the names of their queues or groups, each written NAME=SIZE; `where` names the option. @throws WrongInput */
export function sizesFrom(where: string, sizes: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    sizes.map((word, at) => {
      const [, name, size] = /^([^=]+)=(.+)$/.exec(word) ?? []
      if (name !== undefined && size !== undefined) return [name, size]
      const meant = meantSize(word, sizes[at + 1])
      const end = meant === undefined ? ', such as push=2x25.' : `; did you mean ${meant}?`
      throw new WrongInput(`${where} ${word}: write NAME=THREADS, NAME=PROCESSESxTHREADS or NAME=none${end}`)
    }),
  )
}

/** A size that was written with another sign than `=`, or with a space. */
function meantSize(word: string, next = ''): string | undefined {
  const [, name, size] = /^([\w-]+)[=:@\s]+(.+)$/.exec(/^[\w-]+$/.test(word) ? `${word} ${next}` : word) ?? []
  return size !== undefined && /^(\d|none)/.test(size) ? `${name}=${size}` : undefined
}

/** The seconds of --drain. @throws WrongInput */
export function drainFrom(text: string): number {
  const seconds = /^\d+s?$/.test(text) ? Number.parseInt(text, 10) : Number.NaN
  if (seconds <= mostDrain) return seconds
  throw new WrongInput(
    `--drain ${text}: give the seconds that running jobs may take to finish, from 0 to ${mostDrain}.`,
  )
}
