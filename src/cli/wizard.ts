import { runWizard } from '../../components/run.js'
import type { Context } from '../commands/context.js'
import { assertMayOpen } from '../commands/run/may-open.js'
import type { Output } from './output.js'
import { wantsLines } from './plain.js'

/**
 * The wizard in this process's terminal. @throws WrongInput where it can't open; then nothing has
 * been shown.
 */
export async function wizard(context: Context & Output): Promise<number> {
  await assertMayOpen(context)
  const effects = async () => (await import('../commands/wizard.js')).wizardEffects(context)
  const { stdin, stdout, env } = process
  if (wantsLines(context.options.plain, env)) {
    const { lineWizard } = await import('./line-mode.js')
    return lineWizard(context, await effects())
  }
  // Ink draws only its last frame where CI is set, even in a terminal in which someone waits for
  // the first.
  delete env.CI
  delete env.CONTINUOUS_INTEGRATION
  const { hostname } = await context.host.machine()
  // A terminal that takes nothing for a while (Ctrl-S) gets the newest frame then, and not all
  // there were.
  context.neverWait()
  const practice = context.host.kind === 'practice'
  const { exitCode } = await runWizard({
    effects,
    practice,
    hostname,
    stdin,
    stdout,
    env,
    colour: context.options.color !== false,
  })
  return exitCode
}
