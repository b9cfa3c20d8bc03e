import type { Answers } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { adviseLayout } from './layout.js'
import { adviseMachine } from './machine.js'
import { adviseSandbox } from './sandbox.js'
import { adviseStreaming } from './streaming.js'
import { adviseGroups } from './threads.js'
import { adviseWeb } from './web.js'

export { adviseGroups } from './threads.js'

/** A question of the wizard; `threads` asks for `groups`. */
export type Topic = 'machine' | 'web' | 'streaming' | 'layout' | 'threads' | 'sandbox'

/** The answers proposed for this server: by its size, and by its load where the proposed layout does not run yet (see demand.ts). */
export function recommend(facts: Facts): Answers {
  const machine = adviseMachine(facts)
  const given = { ...machine, web: adviseWeb(facts, machine), streaming: adviseStreaming() }
  const layout = adviseLayout(facts, given)
  return {
    ...given,
    layout,
    groups: adviseGroups(facts, { ...given, layout }),
    sandbox: adviseSandbox(facts),
  }
}
