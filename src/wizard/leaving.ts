import { exitCodeOf } from './exit-code.js'
import type { Asking, Finished, Found, Key, Reviewing } from './types.js'

/** The end before anything was applied. */
export function left(exitCode: number): Finished {
  return { phase: 'finished', outcome: null, answers: null, plan: null, exitCode, closed: true }
}

/** The end when the plan holds nothing to do. */
export function nothingToDo(wizard: Reviewing): Finished {
  const outcome = { kind: 'nothing-to-do' } as const
  const { answers, plan } = wizard
  return { phase: 'finished', outcome, answers, plan, exitCode: exitCodeOf(outcome), closed: false }
}

/** The wish to leave: at once where nothing would be lost, after a question otherwise. */
export function leave<W extends Found | Asking | Reviewing>(wizard: W, key: Key): W | Finished {
  if (wizard.changed) return { ...wizard, overlay: 'leaving' }
  return left(key === 'ctrl-c' ? 130 : 0)
}

/**
 * A key while help or the question about leaving covers the screen; undefined where nothing does. Only `y` and a second
 * Ctrl-C leave: an Enter typed ahead must not throw answers away.
 */
export function covered<W extends Found | Asking | Reviewing>(wizard: W, key: Key): W | Finished | undefined {
  if (wizard.overlay === null) return undefined
  if (wizard.overlay === 'help') return key === 'ctrl-c' ? leave(wizard, key) : { ...wizard, overlay: null }
  if (key === 'ctrl-c') return left(130)
  if (typeof key === 'object' && key.char === 'y') return left(0)
  return { ...wizard, overlay: null }
}
