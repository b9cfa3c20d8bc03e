import type { Effects } from '../src/wizard/effects.js'
import { frameWriter } from './frames/writer.js'
import type { WizardEnd } from './ink-wizard.js'
import { splashFrame } from './splash.js'
import { sizeOf } from './terminal/size.js'
import { keyInput, overEcho } from './terminal/stdin.js'
import { hasOwnScreen, lookOf } from './terminal/symbols.js'

/** Everything the wizard needs from its surroundings. */
export interface WizardOptions {
  /** Loads the work outside the wizard, once its first screen is there. */
  readonly effects: () => Promise<Effects>
  readonly practice: boolean
  readonly hostname: string
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly env: Readonly<Record<string, string | undefined>>
  /** False for --no-color. */
  readonly colour?: boolean
}

/**
 * Runs the wizard in a terminal until its end, gives the terminal back, and prints how it ended.
 * Its first screen is there before anything else is loaded; keys that are pressed meanwhile wait.
 */
export async function runWizard(options: WizardOptions): Promise<WizardEnd> {
  const { effects, practice, hostname, stdin, stdout, env, colour } = options
  const look = lookOf(env, colour)
  const lost = new AbortController()
  // A terminal that is gone makes every write fail; what is being applied must not care.
  const screen = frameWriter(stdout, hasOwnScreen(env))
  const input = keyInput(stdin, () => lost.abort())
  const open = () => screen.stream.write(splashFrame(sizeOf(stdout), look, practice, hostname))
  try {
    stdout.write(overEcho)
    screen.stream.on('resize', open)
    open()
    const looking = begun(await effects())
    const { inkWizard } = await import('./ink-wizard.js')
    screen.stream.off('resize', open)
    return await inkWizard({
      effects: looking,
      practice,
      hostname,
      look,
      screen,
      input,
      stdout,
      lost: lost.signal,
    })
  } finally {
    screen.finish()
    input.close()
  }
}

/** The same effects, of which the look at the server is under way while the screens are loaded. */
function begun(effects: Effects): Effects {
  const seen = effects.look()
  // It is told where it is waited for.
  seen.catch(() => undefined)
  return { ...effects, look: () => seen }
}
