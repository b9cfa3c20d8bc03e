import { render } from 'ink'
import type { Dispatch } from 'react'
import { budget } from '../src/budget.js'
import type { Outcome } from '../src/state.js'
import { steps } from '../src/steps/index.js'
import { ending } from '../src/wizard/ending.js'
import type { Message, Rules, Wizard } from '../src/wizard/types.js'
import { App } from './app.js'
import type { Effects } from './effects.js'
import { onSignals } from './signals.js'
import { keyInput } from './stdin.js'
import { clean, lookOf } from './symbols.js'

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
  stdout.on('error', ignore)
  const input = keyInput(stdin, () => send({ type: 'gone' }))
  const outside = (to: Dispatch<Message>) => {
    send = to
    return onSignals(to)
  }
  let instance: ReturnType<typeof render> | undefined
  try {
    const wizard = await new Promise<Wizard>((resolve) => {
      const app = <App {...{ rules, effects, look, practice, hostname, outside }} onOver={resolve} />
      instance = render(app, { stdin: input.stream, stdout, exitOnCtrlC: false, patchConsole: false })
      // An error while drawing ends Ink by itself.
      instance.waitUntilExit().catch((error: unknown) => resolve({ phase: 'failed', sentence: String(error), exitCode: 1, closed: true }))
    })
    return endOf(wizard, (text) => clean(text, look))
  } finally {
    instance?.unmount()
    input.close()
  }

  function endOf(wizard: Wizard, show: (text: string) => string): WizardEnd {
    instance?.unmount()
    if (wizard.phase !== 'finished' && wizard.phase !== 'failed') return { exitCode: 1, summary: '' }
    const head = practice ? ['On the practice server, where nothing is real:'] : []
    const reviewed = wizard.phase === 'finished' ? wizard.reviewed : []
    const summary = [...head, ...reviewed, ...ending(wizard)].map((line) => show(line).trimEnd()).join('\n')
    if (!stdout.destroyed) stdout.write(`${summary}\n`)
    const outcome = wizard.phase === 'finished' ? wizard.outcome : null
    return { exitCode: wizard.exitCode, summary, ...(outcome === null ? {} : { outcome }) }
  }
}

function ignore(): void {}
