import type { Outcome } from '../state.js'

/** The exit status that tells a script how it ended. */
export function exitCodeOf(outcome: Outcome): number {
  return { applied: 0, 'nothing-to-do': 0, refused: 1, 'rolled-back': 3, stuck: 4 }[outcome.kind]
}
