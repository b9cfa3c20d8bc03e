import { type Host, ifThere } from '../host/host.js'

/**
 * What a Sidekiq process writes into its title with every heartbeat: `sidekiq 8.1.6 live [3 of 25
 * busy] stopping` (launcher.rb).
 */
export interface Title {
  readonly busy: number
  /** It takes no further jobs. */
  readonly quiet: boolean
}

/**
 * The title of a process; `booting` where it has written none yet, undefined where there is no such
 * process or it can't be read.
 */
export async function readTitle(host: Host, pid: number): Promise<Title | 'booting' | undefined> {
  const title = await ifThere(host.read(`/proc/${pid}/cmdline`)).catch(() => undefined)
  if (title === undefined) return undefined
  const [, busy, stopping] = /\[(\d+) of \d+ busy\]\s*(stopping)?/.exec(title) ?? []
  return busy === undefined ? 'booting' : { busy: Number(busy), quiet: stopping !== undefined }
}
