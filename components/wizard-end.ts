import type { Outcome } from '../src/state.js'

export interface WizardEnd {
  readonly exitCode: number
  readonly outcome?: Outcome
  readonly summary: string
}
