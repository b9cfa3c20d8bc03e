import type { Context } from './context.js'
import { assertMayChange } from './run/change.js'
import { withLock } from './run/lock.js'
import { putBackRun } from './run/put-back-run.js'

/**
 * `undo --number N`, as the timer of --confirm runs it: puts back run N, also one that was cut off.
 * Exit status 0 when it is back.
 */
export async function revertCommand(context: Context): Promise<number> {
  await assertMayChange(context)
  const number = Number(context.options.number)
  return withLock(context.host, () => putBackRun(context, number, true))
}
