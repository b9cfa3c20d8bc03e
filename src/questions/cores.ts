import { adviseMachine, machineReason } from '../advice/machine.js'
import { withDependents } from '../advice/with-dependents.js'
import type { Answers } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { clamp } from '../numbers.js'
import { count } from './counts.js'
import { edited, parseCount } from './parse.js'
import type { Field, Question } from './types.js'

/**
 * How many cores Mastodon may use: every later proposal goes by them, and by the memory, which is
 * asked for beside them.
 */
export const cores: Question<'cores'> = {
  ask: {
    kind: 'form',
    id: 'machine',
    title: 'This server',
    question: 'How much of this server may Mastodon use?',
    fields: (facts, answers) => [field(facts, answers)],
    why: (facts) => machineReason(facts),
  },
  propose: (facts) => adviseMachine(facts).cores,
  leads: true,
  option: {
    flag: 'cores',
    metavar: 'n',
    help: 'cores that Mastodon may use',
    parse(text) {
      // A plan may be for another machine than this one; a finding says so.
      const parsed = parseCount(text, { what: 'cores', min: 1, max: 1024 })
      return edited(parsed, (answers, cores) => ({ ...answers, cores }))
    },
    print: (answers) => `${answers.cores}`,
  },
  schema: count,
  // No unit tells them, and of themselves they change nothing.
  read: (_facts, _installed, fallback) => fallback.cores,
  changes: () => [],
}

function field(facts: Facts, answers: Answers): Field {
  const max = facts.machine.cores
  return {
    id: 'cores',
    label: 'Cores',
    value: `${answers.cores}`,
    proposed: `${max}`,
    hint: `1 to ${max}`,
    set: (now, text) => {
      const parsed = parseCount(text, { what: 'Cores', min: 1, max })
      return 'wrong' in parsed ? parsed.wrong : withDependents(facts, now, { ...now, cores: parsed.value })
    },
    more: (now) => `${clamp(now.cores + 1, 1, max)}`,
    less: (now) => `${clamp(now.cores - 1, 1, max)}`,
  }
}
