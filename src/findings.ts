import type { Answers } from './answers.js'
import { costFindings } from './findings/costs.js'
import { dropInFindings } from './findings/drop-ins.js'
import { droppedFindings } from './findings/dropped.js'
import type { Finding } from './findings/finding.js'
import { queueFindings } from './findings/queues.js'
import { sandboxFindings } from './findings/sandbox.js'
import { machineFindings, serverFindings } from './findings/server.js'
import { unitFindings } from './findings/units.js'
import type { Facts } from './known/facts.js'
import type { Path } from './state.js'

export type { Finding } from './findings/finding.js'

const severity = { error: 0, warning: 1, note: 2 } as const

/**
 * All that is wrong or worth knowing about these answers on this server, errors first. `edited` are
 * unit files that someone has changed by hand since mastodon-tune wrote them.
 */
export function findings(facts: Facts, answers: Answers, edited: readonly Path[] = []): readonly Finding[] {
  const all = [
    ...machineFindings(facts, answers),
    ...serverFindings(facts, answers),
    ...queueFindings(facts, answers),
    ...costFindings(facts, answers),
    ...sandboxFindings(facts, answers),
    ...unitFindings(facts, edited),
    ...dropInFindings(facts, answers),
    ...droppedFindings(facts, answers),
  ]
  return all.sort((one, other) => severity[one.level] - severity[other.level])
}
