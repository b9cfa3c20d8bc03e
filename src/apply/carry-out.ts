import { HostError } from '../host/host.js'
import { noteStep } from '../record.js'
import type { Action } from '../state.js'
import { sentence } from '../text/sentence.js'
import type { ApplyContext } from './apply-context.js'
import { begins, type Done, ends, nothingDone } from './done.js'
import { perform } from './perform.js'

/** Carries out actions in order, noting in `done` what it does. */
export async function carryOut(
  actions: readonly Action[],
  carry: ApplyContext,
  back: boolean,
  done: Done = nothingDone(),
): Promise<void> {
  const { host, tell } = carry
  for (const [at, action] of actions.entries()) {
    heed(carry.signal)
    tell({ event: 'begin', at, of: actions.length, action, back })
    const began = host.now()
    begins(action, back, done, began)
    try {
      await remember(carry, action, false, back)
      await perform(action, {
        carry,
        quietSince: (unit) => done.quiet.get(unit),
        tell: (remaining) => tell({ event: 'draining', at, ...remaining, back }),
      })
    } catch (error) {
      tell({ event: 'failed', at, because: sentence(error), back })
      throw error
    }
    await remember(carry, action, true, back)
    ends(action, back, done)
    tell({ event: 'done', at, seconds: host.now() - began, back })
  }
  heed(carry.signal)
}

/** @throws HostError where the admin asked to stop. */
function heed(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new HostError('You asked to stop.')
}

/** On the way back a disk that takes no note must not keep the server from being put back. */
async function remember(
  { host, rest }: ApplyContext,
  action: Action,
  isDone: boolean,
  back: boolean,
): Promise<void> {
  const noted = noteStep(host, action, isDone, back ? 'back' : rest ? 'rest' : 'there')
  await (back ? noted.catch(() => undefined) : noted)
}
