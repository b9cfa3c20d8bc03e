import type { Carry } from '../carry-out.js'
import { type CutOff, finishCutOff, hadEnded, putBackCutOff } from '../cut-off.js'
import { momentText } from '../format.js'
import { ended } from '../history.js'
import { unfinished } from '../record.js'
import type { Outcome } from '../state.js'
import { type Context, look } from './context.js'
import { teller } from './tell.js'

/**
 * A run that was cut off on this server, told in a sentence; undefined where there is none. One that had done all of its work
 * and only could not note its end is noted now.
 */
export async function cutOff({ host, err }: Context): Promise<CutOff | undefined> {
  const cut = await unfinished(host)
  if (cut === undefined) return undefined
  if (hadEnded(cut)) {
    await ended(host, 'applied')
    err(`The last run of mastodon-tune${by(cut)} had done all of its work when it was cut off.`)
    return undefined
  }
  err(`A run of mastodon-tune${by(cut)} was cut off on this server${cut.changes.length > 0 ? `: ${cut.changes.join(', ')}` : ''}.`)
  return cut
}

/** Puts back a run that was cut off, or (`finish`) does the rest of it. */
export async function settle(context: Context, cut: CutOff, finish = false): Promise<Outcome> {
  context.err(finish ? 'What is left of it is done now.' : 'Everything is put back to how it was before.')
  const { redis } = await look(context).catch(() => ({ redis: undefined }))
  const carry: Carry = { host: context.host, signal: context.signal, tell: teller(context), ...(redis ? { redis } : {}) }
  return context.toTheEnd(() => (finish ? finishCutOff(cut, carry) : putBackCutOff(cut, carry)))
}

function by({ who, at }: CutOff): string {
  return who === '' ? '' : ` (by ${who} at ${momentText(at)})`
}
