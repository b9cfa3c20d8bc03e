import { adviseStreaming, streamingReason } from '../advice/streaming.js'
import { withDependents } from '../advice/with-dependents.js'
import { type Answers, mostProcesses } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { isAtLeast } from '../mastodon/version.js'
import { clamp } from '../numbers.js'
import { webAndStreamingOf } from '../present/web-and-streaming.js'
import { plural } from '../text/format.js'
import { change } from './change.js'
import { size } from './counts.js'
import { edited, isNone, type Parsed, parseCount } from './parse.js'
import type { Field, Question } from './types.js'

const range = { what: 'Streaming processes', min: 0, max: mostProcesses }

/**
 * How many streaming processes: cluster workers up to Mastodon 4.1, units of their own from 4.2 on.
 */
export const streaming: Question<'streaming'> = {
  ask: {
    kind: 'form',
    id: 'streaming',
    title: 'Streaming',
    question: 'How many streaming processes should push news to open timelines?',
    fields: (facts, answers) => [field(facts, answers)],
    why: (facts) => streamingReason(facts),
  },
  propose: () => adviseStreaming(),
  leads: true,
  option: {
    flag: 'streaming',
    metavar: 'processes',
    help: 'streaming processes, or none',
    parse: (text) => edited(parseStreaming(text), (answers, streaming) => ({ ...answers, streaming })),
    print: (answers) => (answers.streaming === 0 ? 'none' : `${answers.streaming}`),
  },
  schema: size,
  read: (_, installed, fallback) => installed.streaming ?? fallback.streaming,
  changes: (was, now) => change('streaming', processes(was?.streaming ?? 0), processes(now.streaming)),
}

/** How many streaming processes: a count, or `none`. */
function parseStreaming(text: string): Parsed<number> {
  if (isNone(text)) return { value: 0 }
  const parsed = parseCount(text, range)
  return 'wrong' in parsed ? { wrong: parsed.wrong.replace(/\.$/, ', or none.') } : parsed
}

function field(facts: Facts, answers: Answers): Field {
  return {
    id: 'processes',
    label: isAtLeast(facts.mastodon.version, 4, 2) ? 'Processes' : 'Workers',
    value: `${answers.streaming}`,
    proposed: `${adviseStreaming()}`,
    ...runs(facts),
    hint: `0 (none here) to ${mostProcesses}`,
    set: (now, text) => {
      const parsed = parseCount(text, range)
      return 'wrong' in parsed
        ? parsed.wrong
        : withDependents(facts, now, { ...now, streaming: parsed.value })
    },
    more: (now) => `${clamp(now.streaming + 1, 0, mostProcesses)}`,
    // No arrow leads to none: it would stop live timelines.
    less: (now) => `${clamp(now.streaming - 1, Math.min(1, now.streaming), mostProcesses)}`,
  }
}

function runs(facts: Facts): Pick<Field, 'now'> {
  const beside = webAndStreamingOf(facts)
  return beside === undefined ? {} : { now: `${beside.streaming}` }
}

const processes = (count: number) => plural(count, 'process', 'processes')
