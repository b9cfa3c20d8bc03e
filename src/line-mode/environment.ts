import type { Effects } from '../wizard/effects.js'
import type { Reviewing, Rules } from '../wizard/types.js'

/** What line mode needs from its surroundings. */
export interface Environment {
  readonly effects: Pick<Effects, 'look' | 'watch' | 'note' | 'apply'>
  readonly rules: Rules
  readonly practice: boolean
  readonly hostname: string
  readonly say: (line: string) => void
  /** Says the prompt and waits for a line; undefined where no more will come. */
  readonly ask: (prompt: string) => Promise<string | undefined>
  /** Writes the plan to a file of the admin's. @throws WrongInput */
  readonly save: (wizard: Reviewing, file: string) => Promise<void>
  /** Set when the admin wants to stop what is being applied. */
  readonly signal: AbortSignal
}
