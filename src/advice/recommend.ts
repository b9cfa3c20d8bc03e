import type { Answers } from '../answers.js'
import type { Facts } from '../facts/types.js'
import { adviseLayout, layoutReason } from './layout.js'
import { adviseMachine, machineReason } from './machine.js'
import { adviseSandbox, sandboxReason } from './sandbox.js'
import { adviseStreaming, streamingReason } from './streaming.js'
import { adviseGroups, threadsReason } from './threads.js'
import { adviseWeb, webReason } from './web.js'

export { adviseGroups } from './threads.js'

/** A question of the wizard; `threads` asks for `groups`. */
export type Topic = 'machine' | 'web' | 'streaming' | 'layout' | 'threads' | 'sandbox'

/** The answers proposed for this server: by its size, and by its load where the proposed layout does not run yet (see needs.ts). */
export function recommend(facts: Facts): Answers {
  const machine = adviseMachine(facts)
  const given = { ...machine, web: adviseWeb(facts, machine), streaming: adviseStreaming() }
  const layout = adviseLayout(facts, given)
  return { ...given, layout, groups: adviseGroups(facts, { ...given, layout }), sandbox: adviseSandbox(facts) }
}

/** For each question, why the proposed answer is proposed, given what was answered before it; one or two sentences. */
export function reasons(facts: Facts, answers: Answers): Readonly<Record<Topic, string>> {
  return {
    machine: machineReason(facts),
    web: webReason(facts, answers),
    streaming: streamingReason(facts),
    layout: layoutReason(facts, answers),
    threads: threadsReason(facts, answers),
    sandbox: sandboxReason(facts),
  }
}
