import { removeLeftovers } from '../../apply/leftovers.js'
import { reasonNotToWrite } from '../../apply/safe-to-write.js'
import { whoRuns } from '../../facts/users.js'
import { type Host, ifThere } from '../../host/host.js'
import { momentText } from '../../text/format.js'
import { WrongInput } from '../../wrong-input.js'

const lock = '/run/mastodon-tune.lock'
/**
 * Times, a tenth of a second apart, that a lock is asked for whose holder has died or not yet said
 * who it is.
 */
const tries = 30

/**
 * Does work while no other mastodon-tune changes this server. @throws WrongInput that says who does
 * and since when.
 */
export async function withLock<T>(host: Host, work: () => Promise<T>): Promise<T> {
  const { pid } = await host.machine()
  await assertSafeToWrite(host)
  await host.makeDirectory('/run', 0o755)
  const says = `process ${pid}, begun by ${await whoRuns(host)} at ${momentText(host.date())}\n`
  let held = await host.lock(lock, says)
  for (let left = tries; held === undefined; left--) {
    const who = await holder(host)
    if (left === 0 || who.lives)
      throw new WrongInput(
        `Another mastodon-tune${who.says} is changing this server now. Wait until it has ended.`,
      )
    await host.wait(0.1)
    held = await host.lock(lock, says)
  }
  try {
    await removeLeftovers(host)
    return await work()
  } finally {
    await held.release()
  }
}

/**
 * Asked before the lock and the record, for root acts on both: what is noted as cut off is put
 * back. @throws WrongInput
 */
async function assertSafeToWrite(host: Host): Promise<void> {
  const wrong = await reasonNotToWrite(host, [lock])
  if (wrong !== undefined) throw new WrongInput(wrong)
  const there = await ifThere(host.stat(lock))
  if (there !== undefined && there.kind !== 'file')
    throw new WrongInput(`${lock} is no regular file, so it can't be a lock: remove it.`)
}

/**
 * What the file says of who holds the lock; a process that is dead only said so before, or its lock
 * is about to go.
 */
async function holder(host: Host): Promise<{ readonly says: string; readonly lives: boolean }> {
  const text = (await host.read(lock).catch(() => '')).trim()
  const pid = /^process (\d+),/.exec(text)?.[1]
  const lives = pid !== undefined && (await host.read(`/proc/${pid}/stat`).catch(() => '')) !== ''
  return { says: lives ? ` (${text})` : '', lives }
}
