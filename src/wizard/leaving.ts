import { exitCodeOf } from '../wording/outcome.js'
import type { Asking, Finished, Found, Reviewing } from './types.js'

/** The end before anything was applied. */
export function endUnchanged(exitCode: number): Finished {
  return { phase: 'finished', reviewed: [], outcome: null, answers: null, plan: null, exitCode, closed: true }
}

/** The end when the plan holds nothing to do. */
export function nothingToDo(wizard: Reviewing): Finished {
  const outcome = { kind: 'nothing-to-do' } as const
  const { answers, plan } = wizard
  return {
    phase: 'finished',
    reviewed: [],
    outcome,
    answers,
    plan,
    exitCode: exitCodeOf(outcome),
    closed: false,
  }
}

/** The wish to leave: at once where nothing would be lost, after a question otherwise. */
export function leave<W extends Found | Asking | Reviewing>(
  wizard: W,
  wish: 'leave' | 'interrupt',
): W | Finished {
  if (wizard.changed) return { ...wizard, overlay: 'leaving' }
  return endUnchanged(wish === 'interrupt' ? 130 : 0)
}
