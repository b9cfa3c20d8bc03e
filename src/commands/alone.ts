import { whoRuns } from '../facts/who.js'
import { momentText } from '../format.js'
import type { Host } from '../host/host.js'
import { WrongInput } from '../settings.js'

const lock = '/run/mastodon-tune.lock'

/**
 * Does work while no other mastodon-tune changes this server. @throws WrongInput that says who does and since when.
 */
export async function alone<T>(host: Host, work: () => Promise<T>): Promise<T> {
  const { pid } = await host.machine()
  await host.makeDirectory('/run', 0o755)
  const held = await host.lock(lock, `process ${pid}, begun by ${await whoRuns(host)} at ${momentText(host.date())}\n`)
  if (held === undefined) {
    const who = (await host.read(lock).catch(() => '')).trim()
    throw new WrongInput(`Another mastodon-tune${who === '' ? '' : ` (${who})`} is changing this server now. Wait until it has ended.`)
  }
  try {
    return await work()
  } finally {
    await held.release()
  }
}
