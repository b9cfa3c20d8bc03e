import { adviseWeb } from '../advice/web.js'
import { withDependents } from '../advice/with-dependents.js'
import { type Answers, mostProcesses, mostThreads, type WebSize } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { clamp } from '../numbers.js'
import { chosenUnits } from '../present/installed.js'
import { webAndStreamingOf } from '../present/web-and-streaming.js'
import { isNear } from './near-enough.js'
import { parseCount } from './parse.js'
import type { Field } from './types.js'

/**
 * Web's size as proposed; the one that this server was set up with where that comes near enough.
 */
export function proposedWeb(facts: Facts, answers: Answers): WebSize {
  const proposed = adviseWeb(facts, answers)
  const own = chosenUnits(facts)?.web
  return own && isNear(own.workers, proposed.workers) && isNear(own.threads, proposed.threads)
    ? own
    : proposed
}

/** How many workers Puma has, or no web at all. */
export function workers(facts: Facts, answers: Answers): Field {
  const proposed = proposedWeb(facts, answers)
  return {
    id: 'workers',
    label: 'Workers',
    value: `${answers.web?.workers ?? 'none'}`,
    proposed: `${proposed.workers}`,
    ...runs(facts, 'workers'),
    hint: `0 (one process without workers) to ${mostProcesses}, or none for no web`,
    set: (now, text) => {
      if (text.trim().toLowerCase() === 'none') return withDependents(facts, now, { ...now, web: null })
      const parsed = parseCount(text, { what: 'Workers', min: 0, max: mostProcesses })
      if ('wrong' in parsed) return parsed.wrong
      return withDependents(facts, now, {
        ...now,
        web: { workers: parsed.value, threads: now.web?.threads ?? proposed.threads },
      })
    },
    // From none, an arrow leads back to the proposal; no arrow leads to none, which would take the
    // site down.
    more: (now) => `${now.web === null ? proposed.workers : clamp(now.web.workers + 1, 0, mostProcesses)}`,
    less: (now) => `${now.web === null ? 'none' : clamp(now.web.workers - 1, 0, mostProcesses)}`,
    ...(answers.web?.workers === 1
      ? { note: 'One worker below a master takes more memory than 0 and does no more.' }
      : {}),
  }
}

/** How many threads each of Puma's workers has. */
export function threads(facts: Facts, answers: Answers): Field {
  const proposed = proposedWeb(facts, answers)
  return {
    id: 'threads',
    label: 'Threads in each',
    value: `${answers.web?.threads ?? 'none'}`,
    proposed: `${proposed.threads}`,
    ...runs(facts, 'threads'),
    hint: `1 to ${mostThreads}`,
    set: (now, text) => {
      if (now.web === null) return 'There is no web on this server: give it workers first.'
      const parsed = parseCount(text, { what: 'Threads', min: 1, max: mostThreads })
      return 'wrong' in parsed
        ? parsed.wrong
        : withDependents(facts, now, { ...now, web: { ...now.web, threads: parsed.value } })
    },
    more: (now) => `${now.web === null ? 'none' : clamp(now.web.threads + 1, 1, mostThreads)}`,
    less: (now) => `${now.web === null ? 'none' : clamp(now.web.threads - 1, 1, mostThreads)}`,
  }
}

function runs(facts: Facts, part: keyof WebSize): Pick<Field, 'now'> {
  const beside = webAndStreamingOf(facts)
  return beside === undefined ? {} : { now: `${beside.web?.[part] ?? 'none'}` }
}
