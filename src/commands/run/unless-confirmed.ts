import { arm, disarm, pending, pendingText } from '../../apply/confirm-timer.js'
import { parseSpan } from '../../options/spans.js'
import { nextNumber, readWholeHistory, undoable } from '../../record/history.js'
import { unfinished } from '../../record.js'
import type { Outcome } from '../../state.js'
import { sentence } from '../../text/sentence.js'
import { WrongInput } from '../../wrong-input.js'
import type { Context } from '../context.js'
import { keptOptions } from '../report/kept-options.js'

/**
 * Seconds on top of the longest that a change should take, until it is put back although it may
 * still be at work.
 */
const spare = 120

/** The seconds of --confirm; undefined without it. @throws WrongInput */
export function confirmSeconds({ host, options: { confirm } }: Context): number | undefined {
  if (confirm === undefined) return undefined
  const seconds = parseSpan(confirm, '--confirm')
  if (host.live) return seconds
  throw new WrongInput('--confirm: nothing runs in a folder, so nothing could put the change back.')
}

/**
 * The run that still waits to be confirmed. Takes the timer away where its run has been put back
 * already, or never began; to be asked while nobody else changes the server.
 */
export async function unconfirmedRun({ host }: Pick<Context, 'host'>): Promise<number | undefined> {
  const found = await pending(host)
  if (found === undefined) return undefined
  const { number } = found
  // One that was cut off is in no history yet; its timer is what puts it back where nobody comes.
  const under = await unfinished(host)
  const { entries, unread } = await readWholeHistory(host)
  // Of one that can't be read nobody knows that it was put back.
  if (under?.number === number || [...undoable(entries), ...unread].some((run) => run.number === number))
    return number
  await disarm(host)
  return undefined
}

/**
 * @throws WrongInput where an earlier change still waits to be confirmed: putting that back would
 * take this one's ground away.
 */
export async function assertNothingWaits(context: Context): Promise<void> {
  const number = await unconfirmedRun(context)
  if (number === undefined) return
  const found = await pending(context.host)
  throw new WrongInput(
    `${found === undefined ? '' : pendingText(found)} \`mastodon-tune undo\` puts it back now.`,
  )
}

/**
 * Does a change that systemd puts back `seconds` after its end; `most` is how long it may take, and
 * counts on top until then.
 */
export async function withRevert(
  context: Context,
  seconds: number,
  most: number,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  const { host } = context
  const number = await nextNumber(host)
  const command = revertCommandOf(context, number)
  try {
    await arm(host, number, seconds + most + spare, command)
  } catch (error) {
    await disarm(host).catch(() => undefined)
    return {
      kind: 'refused',
      because: `The timer that would put the change back can't be set. ${sentence(error)}`,
    }
  }
  const outcome = await work()
  try {
    if (outcome.kind === 'applied') await arm(host, number, seconds, command)
    // What is stuck, systemd tries to put back once more.
    else if (outcome.kind !== 'stuck') await disarm(host)
  } catch (error) {
    context.err(
      `The timer that puts the change back can't be set anew, and may come late. ${sentence(error)}`,
    )
  }
  return outcome
}

function revertCommandOf({ program = [], options }: Context, number: number): readonly string[] {
  return [...program, 'undo', '--yes', '--force', '--number', String(number), ...keptOptions(options)]
}
