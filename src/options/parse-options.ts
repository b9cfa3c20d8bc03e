import { WrongInput } from '../wrong-input.js'
import type { Options } from './options.js'
import type { Settings } from './settings.js'

/** A day: nobody waits longer at a terminal, and Mastodon's longest jobs (imports, account deletions) take hours. */
const mostDrain = 86_400

/** What the options say of the answers. @throws WrongInput */
export function settingsFrom(options: Options): Settings {
  const { queue = [], ...rest } = options
  return { ...rest, queues: sizesFrom('--queue', queue) }
}

/** Sizes by the names of their queues or groups, each written NAME=SIZE; `where` names the option. @throws WrongInput */
export function sizesFrom(where: string, sizes: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    sizes.map((word) => {
      const [, name, size] = /^([^=]+)=(.+)$/.exec(word) ?? []
      if (name !== undefined && size !== undefined) return [name, size]
      throw new WrongInput(
        `${where} ${word}: write NAME=THREADS, NAME=PROCESSESxTHREADS or NAME=none, such as push=2x25.`,
      )
    }),
  )
}

/** The seconds of --drain. @throws WrongInput */
export function drainFrom(text: string): number {
  const seconds = /^\d+s?$/.test(text) ? Number.parseInt(text, 10) : Number.NaN
  if (seconds <= mostDrain) return seconds
  throw new WrongInput(
    `--drain ${text}: give the seconds that running jobs may take to finish, from 0 to ${mostDrain}.`,
  )
}
