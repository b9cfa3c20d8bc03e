import { render } from 'ink'
import type { Dispatch } from 'react'
import { budget } from '../src/budget.js'
import { steps } from '../src/questions/index.js'
import type { Outcome } from '../src/state.js'
import { ending } from '../src/wizard/ending.js'
import type { Message, Rules, Wizard } from '../src/wizard/types.js'
import { App, type AppProps } from './app.js'
import { afterCrash, lasting, onCrash } from './crash.js'
import { ErrorBoundary } from './error-boundary.js'
import type { FrameWriter } from './frames/writer.js'
import { onSignals } from './terminal/signals.js'
import type { KeyInput } from './terminal/stdin.js'
import { clean } from './terminal/symbols.js'

interface InkWizard extends Pick<AppProps, 'effects' | 'look' | 'practice' | 'hostname'> {
  readonly screen: FrameWriter
  readonly input: KeyInput
  readonly stdout: NodeJS.WriteStream
  /** When the terminal is no longer there. */
  readonly lost: AbortSignal
}

/**
 * The wizard's screens, drawn by Ink over the first one, until the end, which is printed where they
 * stood.
 */
export async function inkWizard({
  effects,
  look,
  practice,
  hostname,
  screen,
  input,
  stdout,
  lost,
}: InkWizard): Promise<WizardEnd> {
  const { planFor, sudo, place } = effects
  const rules: Rules = { steps, budget, planFor, sudo, place }
  const outside = (send: Dispatch<Message>) => {
    const gone = () => send({ type: 'gone' })
    if (lost.aborted) gone()
    lost.addEventListener('abort', gone)
    return onSignals({ gone, stop: () => send({ type: 'intent', intent: { do: 'interrupt' } }) })
  }
  const work = lasting(effects)
  let instance: ReturnType<typeof render> | undefined
  let off = () => {}
  try {
    const wizard = await new Promise<Wizard>((resolve) => {
      const crashed = (error: unknown) => resolve(afterCrash(error, work, leave))
      off = onCrash(crashed)
      const app = (
        <ErrorBoundary onError={crashed}>
          <App {...{ rules, look, practice, hostname, outside }} effects={work.effects} onOver={resolve} />
        </ErrorBoundary>
      )
      instance = render(app, {
        stdin: input.stream,
        stdout: screen.stream,
        debug: true,
        exitOnCtrlC: false,
        patchConsole: false,
      })
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
    const summary = [...reviewed, ...head, ...ending(wizard, place)]
      .map((line) => show(line).trimEnd())
      .join('\n')
    if (!stdout.destroyed) stdout.write(`${summary}\n`)
    const outcome = wizard.phase === 'finished' ? wizard.outcome : null
    return { exitCode: wizard.exitCode, summary, ...(outcome === null ? {} : { outcome }) }
  }
}

export interface WizardEnd {
  readonly exitCode: number
  readonly outcome?: Outcome
  readonly summary: string
}
