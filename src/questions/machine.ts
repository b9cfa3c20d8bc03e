import { machineReason } from '../advice/machine.js'
import { withDependents } from '../advice/with-dependents.js'
import type { Answers } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { clamp } from '../numbers.js'
import { bytes, bytesTyped, GB } from '../text/format.js'
import { leastMemory, parseCount, parseMemory } from './parse.js'
import type { Field, Step } from './types.js'

const stepMemory = GB / 2

/** How many cores and how much memory Mastodon may use: every later proposal goes by it. */
export const machine: Step = {
  kind: 'form',
  id: 'machine',
  title: 'This server',
  question: 'How much of this server may Mastodon use?',
  fields: (facts, answers) => [cores(facts, answers), memory(facts, answers)],
  why: (facts) => machineReason(facts),
}

function cores(facts: Facts, answers: Answers): Field {
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

function memory(facts: Facts, answers: Answers): Field {
  const max = facts.machine.memory
  const min = Math.min(leastMemory, max)
  return {
    id: 'memory',
    label: 'Memory',
    value: bytesTyped(answers.memory),
    proposed: bytesTyped(max),
    hint: `${bytes(min)} to ${bytes(max)}, such as 7.5G`,
    set: (now, text) => {
      const parsed = parseMemory(text, { what: 'Memory', min: 0, max: Number.POSITIVE_INFINITY })
      if ('wrong' in parsed) return parsed.wrong
      // "7.7G" stands for the whole of 7.66 GB and must not be refused as too much.
      const value = bytesTyped(parsed.value) === bytesTyped(max) ? max : parsed.value
      if (value < min || value > max)
        return `Memory can't be "${text.trim()}": at least ${bytes(min)} and at most ${bytes(max)} are allowed.`
      return withDependents(facts, now, { ...now, memory: value })
    },
    more: (now) => bytesTyped(clamp(now.memory + stepMemory, min, max)),
    less: (now) => bytesTyped(clamp(now.memory - stepMemory, min, max)),
  }
}
