import { adviseMachine } from '../advice/machine.js'
import { withDependents } from '../advice/with-dependents.js'
import type { Answers } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { clamp } from '../numbers.js'
import { bytes, bytesTyped, GB, MB } from '../text/format.js'
import { count } from './counts.js'
import { edited, type Parsed, type Range } from './parse.js'
import type { Field, Question } from './types.js'

/** Bytes below which not even one Puma and one Sidekiq fit. */
const leastMemory = 512 * MB
const stepMemory = GB / 2
const units: Readonly<Record<string, number>> = { M: MB, G: GB, T: 1024 * GB }

/** How much memory Mastodon's services may use together, in bytes; asked for beside the cores. */
export const memory: Question<'memory'> = {
  ask: { beside: 'machine', fields: (facts, answers) => [field(facts, answers)] },
  propose: (facts) => adviseMachine(facts).memory,
  leads: true,
  option: {
    flag: 'memory',
    metavar: 'size',
    help: 'memory that its services may use, such as 7.5G',
    parse: (text) => edited(parseMemory(text), (answers, memory) => ({ ...answers, memory })),
    print: (answers) => `${Math.round(answers.memory / MB)}M`,
  },
  schema: (z) => count(z).describe('bytes'),
  // No unit tells it, and of itself it changes nothing.
  read: (_facts, _installed, fallback) => fallback.memory,
  changes: () => [],
}

function field(facts: Facts, answers: Answers): Field {
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

/**
 * Memory in bytes, in steps of 1024: `8G`, `512M`, `7.5 GB`; a bare `8` means gigabytes; `min` and
 * `max` in bytes.
 */
export function parseMemory(
  text: string,
  { what, min, max }: Range = { what: 'Memory', min: leastMemory, max: 1024 * 1024 * GB },
): Parsed<number> {
  const trimmed = text.trim()
  const match = /^(\d+(?:[.,]\d+)?)\s*(?:([MGT])(?:i?B)?)?$/i.exec(trimmed)
  // A bare number that is no sane count of gigabytes may be meant as megabytes, so it is not
  // guessed at.
  if (match === null || (match[2] === undefined && Number(match[1]?.replace(',', '.')) >= 1024))
    return { wrong: `${what} can't be "${trimmed}": give a number with a unit, such as 8G, 7.5 GB or 512M.` }
  const value = Math.round(Number(match[1]?.replace(',', '.')) * (units[match[2]?.toUpperCase() ?? 'G'] ?? 0))
  if (value >= min && value <= max) return { value }
  return {
    wrong: `${what} can't be "${trimmed}": at least ${bytes(min)} and at most ${bytes(max)} are allowed.`,
  }
}
