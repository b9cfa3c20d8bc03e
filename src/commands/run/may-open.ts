import { hasValues } from '../../options/options.js'
import { hasEnded } from '../../record.js'
import { aliveText, cutOffText, waysOut } from '../../wording/cut-off.js'
import { WrongInput } from '../../wrong-input.js'
import type { Context } from '../context.js'
import { noted } from './under-way.js'

/**
 * Lets the wizard open, before it shows anything and before the server is looked at. @throws
 * WrongInput where there is no terminal, another process changes the server, or a run was cut off
 * and waits to be settled.
 */
export async function assertMayOpen(context: Context): Promise<void> {
  const { host, ask, options } = context
  if (ask === undefined && !options.plain) {
    // What only the server can tell is wrong with the input is told first.
    if (hasValues(options)) await (await import('./look.js')).look(context)
    throw new WrongInput(
      'The wizard needs a terminal. Without one, `mastodon-tune plan` shows, `mastodon-tune apply --yes` does it, and `mastodon-tune --plain` asks line by line.',
    )
  }
  const under = await noted(host)
  if (under?.alive) throw new WrongInput(aliveText(under))
  if (under !== undefined && !hasEnded(under)) throw new WrongInput(`${cutOffText(under)} ${waysOut}`)
}
