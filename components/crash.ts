import { anyOf } from '../src/abort.js'
import type { Outcome, Plan } from '../src/state.js'
import { sentence } from '../src/text/sentence.js'
import type { Effects } from '../src/wizard/effects.js'
import { failure } from '../src/wizard/failure.js'
import type { Wizard } from '../src/wizard/types.js'
import { exitCodeOf } from '../src/wording/outcome.js'
import { onSignals } from './terminal/signals.js'

/** Effects whose applying outlives the screen that began it. */
export interface Lasting {
  readonly effects: Effects
  /** What was begun to be applied, and how it ends. */
  readonly begun: () =>
    | { readonly plan: Plan; readonly outcome: Promise<Outcome>; readonly over: () => boolean }
    | undefined
  /** Has it be given up and put back. */
  readonly stop: () => void
}

/** The same effects; what they apply is still within reach when the screen is gone. */
export function lasting(effects: Effects): Lasting {
  const stopped = new AbortController()
  let begun: ReturnType<Lasting['begun']>
  const apply: Effects['apply'] = (agreed, tell, signal) => {
    let over = false
    const outcome = effects.apply(agreed, tell, anyOf(signal, stopped.signal)).finally(() => {
      over = true
    })
    begun = { plan: agreed.plan, outcome, over: () => over }
    return outcome
  }
  return { effects: { ...effects, apply }, begun: () => begun, stop: () => stopped.abort() }
}

/**
 * Tells of the first error that nobody caught; gives a way to end that. Later ones follow from it.
 */
export function onCrash(tell: (error: unknown) => void): () => void {
  let first = true
  const crashed = (error: unknown) => {
    if (first) tell(error)
    first = false
  }
  process.on('uncaughtException', crashed)
  return () => void process.off('uncaughtException', crashed)
}

/**
 * Where the wizard is when its screen broke down. An error of ours says nothing about the server:
 * what is being applied goes on to its end, as where the terminal is gone, and Ctrl-C still has it
 * put back.
 */
export async function afterCrash(
  error: unknown,
  { begun, stop }: Lasting,
  say: (text: string) => void,
): Promise<Wizard> {
  const work = begun()
  if (work === undefined)
    return { phase: 'failed', sentence: sentence(error), why: 'unexpected', exitCode: 1, closed: true }
  const goesOn = work.over()
    ? ''
    : ' What is being applied goes on to its end; Ctrl-C stops it and puts everything back.'
  say(`The screen broke down (${sentence(error)}).${goesOn}`)
  const off = onSignals({ gone: () => undefined, stop })
  try {
    const outcome = await work.outcome
    return {
      phase: 'finished',
      reviewed: [],
      outcome,
      answers: null,
      plan: work.plan,
      exitCode: exitCodeOf(outcome),
      closed: true,
    }
  } catch (cause) {
    const { sentence: said, why } = failure(cause)
    return { phase: 'failed', sentence: said, why, exitCode: 1, closed: true }
  } finally {
    off()
  }
}
