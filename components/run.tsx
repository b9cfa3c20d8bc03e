import { render } from 'ink'
import type { Dispatch } from 'react'
import { budget } from '../src/budget.js'
import type { Outcome } from '../src/state.js'
import { steps } from '../src/steps/index.js'
import { ending } from '../src/wizard/ending.js'
import type { Message, Rules, Wizard } from '../src/wizard/types.js'
import { App } from './app.js'
import { afterCrash, lasting, onCrash } from './crash.js'
import type { Effects } from './effects.js'
import { frameWriter } from './frames/writer.js'
import { Guard } from './guard.js'
import { onSignals } from './signals.js'
import { keyInput, overEcho } from './stdin.js'
import { clean, hasOwnScreen, lookOf } from './symbols.js'

/** Everything the wizard needs from its surroundings. */
export interface WizardOptions {
  readonly effects: Effects
  readonly practice: boolean
  readonly hostname: string
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly env: Readonly<Record<string, string | undefined>>
  /** False for --no-color. */
  readonly colour?: boolean
}

export interface WizardEnd {
  readonly exitCode: number
  readonly outcome?: Outcome
  readonly summary: string
}

/** Runs the wizard in a terminal until its end, gives the terminal back, and prints how it ended. */
export async function runWizard(options: WizardOptions): Promise<WizardEnd> {
  const { effects, practice, hostname, stdin, stdout, env, colour } = options
  const look = lookOf(env, colour)
  const { planFor, sudo } = effects
  const rules: Rules = { steps, budget, planFor, ...(sudo === undefined ? {} : { sudo }) }
  let send: Dispatch<Message> = () => {}
  // A terminal that is gone makes every write fail; what is being applied must not care.
  const screen = frameWriter(stdout, hasOwnScreen(env))
  const input = keyInput(stdin, () => send({ type: 'gone' }))
  const outside = (to: Dispatch<Message>) => {
    send = to
    return onSignals(to)
  }
  const work = lasting(effects)
  let instance: ReturnType<typeof render> | undefined
  let off = () => {}
  try {
    const wizard = await new Promise<Wizard>((resolve) => {
      const crashed = (error: unknown) => resolve(afterCrash(error, work, leave))
      off = onCrash(crashed)
      const app = (
        <Guard onError={crashed}>
          <App {...{ rules, look, practice, hostname, outside }} effects={work.effects} onOver={resolve} />
        </Guard>
      )
      stdout.write(overEcho)
      instance = render(app, { stdin: input.stream, stdout: screen.stream, debug: true, exitOnCtrlC: false, patchConsole: false })
    })
    return endOf(wizard, (text) => clean(text, look))
  } finally {
    off()
    close()
  }

  /** Takes the last frame away and gives the terminal back; again does nothing. */
  function close(): void {
    instance?.rerender(null)
    instance?.unmount()
    instance = undefined
    screen.finish()
    input.close()
  }

  function leave(text: string): void {
    close()
    if (!stdout.destroyed) stdout.write(`${clean(text, look)}\n`)
  }

  function endOf(wizard: Wizard, show: (text: string) => string): WizardEnd {
    close()
    if (wizard.phase !== 'finished' && wizard.phase !== 'failed') return { exitCode: 1, summary: '' }
    const head = practice ? ['On the practice server, where nothing is real:'] : []
    const reviewed = wizard.phase === 'finished' ? wizard.reviewed : []
    const summary = [...reviewed, ...head, ...ending(wizard)].map((line) => show(line).trimEnd()).join('\n')
    if (!stdout.destroyed) stdout.write(`${summary}\n`)
    const outcome = wizard.phase === 'finished' ? wizard.outcome : null
    return { exitCode: wizard.exitCode, summary, ...(outcome === null ? {} : { outcome }) }
  }
}
