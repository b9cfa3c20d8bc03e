import { HostError } from '../../host/host.js'
import type { CutOff } from '../../record/run.js'
import { hasEnded, unfinished } from '../../record.js'
import { sentence } from '../../text/sentence.js'
import { cutOffText, hadEndedText, waysOut } from '../../wording/cut-off.js'
import type { Context } from '../context.js'

/**
 * Tells, for a command that only looks, of a run that another process carries out now or that was
 * cut off. Never throws.
 */
export async function tellUnderWay({ host, err }: Pick<Context, 'host' | 'err'>): Promise<void> {
  try {
    const under = await noted(host)
    if (under?.alive)
      err(
        `Another mastodon-tune (process ${under.pid}) is changing this server now; this is a look at it half-way.`,
      )
    else if (under && hasEnded(under)) err(hadEndedText(under))
    else if (under) err(`${cutOffText(under)} ${waysOut}`)
  } catch (error) {
    // Damaged: a look is possible all the same.
    err(sentence(error))
  }
}

/**
 * The run that has not ended, as far as this user may know: the record is root's alone. @throws
 * HostError where it is damaged.
 */
export async function noted(
  host: Context['host'],
): Promise<(CutOff & { readonly alive: boolean }) | undefined> {
  const { uid } = await host.machine()
  return unfinished(host).catch((error: unknown) => {
    if (uid !== 0 && error instanceof HostError && error.code === 'EACCES') return undefined
    throw error
  })
}
