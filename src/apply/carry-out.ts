import { HostError } from '../host/host.js'
import { noteStep } from '../record.js'
import { type Action, askedToStop } from '../state.js'
import { sentence } from '../text/sentence.js'
import type { ApplyContext } from './apply-context.js'
import { perform } from './perform.js'
import { markBegun, markDone, noProgress, type RunProgress, type Way } from './run-progress.js'

/**
 * Carries out actions in order, marking in `progress` what it does.
 * @throws HostError where one fails, or the admin asked to stop
 */
export async function carryOut(
  actions: readonly Action[],
  context: ApplyContext,
  way: Way,
  progress: RunProgress = noProgress(),
): Promise<void> {
  const { host, tell } = context
  const back = way === 'back'
  for (const [at, action] of actions.entries()) {
    assertMayGoOn(context)
    tell({ event: 'begin', at, of: actions.length, action, back })
    const began = host.now()
    markBegun(progress, action, way, began)
    try {
      await noteOnDisk(context, action, false, way)
      await perform(action, {
        ...context,
        quietSince: (unit) => progress.quiet.get(unit),
        tellRemaining: (remaining) => tell({ event: 'draining', at, ...remaining, back }),
      })
    } catch (error) {
      tell({ event: 'failed', at, because: sentence(error), back })
      throw error
    }
    await noteOnDisk(context, action, true, way)
    markDone(progress, action, way)
    tell({ event: 'done', at, seconds: host.now() - began, back })
  }
  assertMayGoOn(context)
}

/** @throws HostError where the admin asked to stop. */
function assertMayGoOn({ signal }: ApplyContext): void {
  if (signal?.aborted) throw new HostError(askedToStop)
}

/** On the way back a disk that takes no note must not keep the server from being put back. */
async function noteOnDisk({ host }: ApplyContext, action: Action, done: boolean, way: Way): Promise<void> {
  const noted = noteStep(host, action, done, way)
  await (way === 'back' ? noted.catch(() => undefined) : noted)
}
