import { askAll } from '../../src/line-mode/ask.js'
import type { Environment } from '../../src/line-mode/environment.js'
import type { Rules, Wizard } from '../../src/wizard/types.js'

/** What a conversation came to. */
export interface Conversation {
  readonly end: Wizard
  /** All lines and prompts that were said. */
  readonly said: readonly string[]
  /** The wizard at each `save`. */
  readonly saved: readonly Wizard[]
}

/** Types these lines from a place in the wizard, and then ends the input; without the program around it. */
export async function converse(
  from: Wizard,
  rules: Rules,
  lines: readonly string[],
  watch: Environment['effects']['watch'] = async () => undefined,
): Promise<Conversation> {
  const left = [...lines]
  const said: string[] = []
  const saved: Wizard[] = []
  const never = () => Promise.reject(new Error('not asked for'))
  const end = await askAll(
    {
      ...{
        effects: { look: never, apply: never, watch },
        rules,
        practice: false,
        hostname: 'social.example',
      },
      say: (line) => void said.push(line),
      ask: async (prompt) => {
        said.push(prompt)
        return left.shift()
      },
      save: async (wizard) => void saved.push(wizard),
      signal: new AbortController().signal,
    },
    from,
  )
  return { end, said, saved }
}
