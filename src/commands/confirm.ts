import { within } from '../abort.js'
import { disarm, type Pending, pending } from '../apply/confirm-timer.js'
import { momentText } from '../text/format.js'
import { spanText } from '../text/spans.js'
import { waysOut } from '../wording/cut-off.js'
import { WrongInput } from '../wrong-input.js'
import type { Context } from './context.js'
import { assertMayChange } from './run/change.js'
import { reportCutOff } from './run/cut-off-run.js'
import { Interrupted } from './run/interrupted.js'
import { withLock } from './run/lock.js'
import { putBackRun } from './run/put-back-run.js'
import { confirmSeconds, unconfirmedRun } from './run/unless-confirmed.js'

/**
 * `confirm`: what `apply --confirm` did stays. Exit status 0; 1 where nothing waits to be
 * confirmed.
 */
export async function confirmCommand(context: Context): Promise<number> {
  await assertMayChange({ ...context, options: { ...context.options, yes: true } })
  return withLock(context.host, async () => {
    if ((await reportCutOff(context)) !== undefined)
      throw new WrongInput(`confirm: only what was done to its end can be kept. ${waysOut}`)
    const number = await unconfirmedRun(context)
    if (number === undefined) throw new WrongInput('confirm: no change waits to be confirmed here.')
    await disarm(context.host)
    context.out(`Run #${number} is kept.`)
    return 0
  })
}

/** Runs a command that changes the server, and with --confirm asks afterwards. The exit status. */
export async function withConfirmation(
  context: Context,
  command: (context: Context) => Promise<number>,
): Promise<number> {
  const seconds = confirmSeconds(context)
  const status = await command(context)
  return status === 0 && seconds !== undefined ? context.toTheEnd(() => keepOrNot(context)) : status
}

/**
 * Asks whether a change is kept, or says how to keep it. The exit status: 0 kept or still open, 3
 * put back.
 */
async function keepOrNot(context: Context): Promise<number> {
  const { host, options, ask, err } = context
  const found = await pending(host)
  if (found === undefined) return 0
  const when = `everything is put back in ${spanText(found.until - host.date(), 'most')}`
  const later = `Run \`mastodon-tune confirm\` to keep this; otherwise ${when} (${momentText(found.until)}).`
  if (options.yes || ask === undefined) {
    err(later)
    return 0
  }
  try {
    const keeps = (late: AbortSignal) => ask(`Keep this? (${when})`, late)
    if (await within(found.until - host.date(), context.signal, keeps)) return await confirmCommand(context)
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
    if (error.by === 'terminal') {
      err(later)
      return 0
    }
    if (error.by === 'time' && !context.signal.aborted) {
      err('That was not confirmed in time: systemd puts everything back now.')
      return 3
    }
  }
  return putBackNow(context, found)
}

async function putBackNow(context: Context, { number }: Pending): Promise<number> {
  // Who interrupts this once more wants no other thing.
  const { signal } = new AbortController()
  const asked: Context = { ...context, signal, options: { ...context.options, yes: true, force: true } }
  const status = await withLock(context.host, () => putBackRun(asked, number))
  return status === 0 ? 3 : status
}
