import { adviseStreaming, streamingReason } from '../advice/streaming.js'
import { withDependents } from '../advice/with-dependents.js'
import { mostProcesses } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { since } from '../mastodon/version.js'
import { clamp } from '../numbers.js'
import { webAndStreamingOf } from '../present/web-and-streaming.js'
import { parseCount } from './parse.js'
import type { Field, Step } from './types.js'

/** How many streaming processes: cluster workers up to Mastodon 4.1, units of their own from 4.2 on. */
export const streaming: Step = {
  kind: 'form',
  id: 'streaming',
  title: 'Streaming',
  question: 'How many streaming processes should push news to open timelines?',
  fields: (facts, answers) => [
    {
      id: 'processes',
      label: since(facts.mastodon.version, 4, 2) ? 'Processes' : 'Workers',
      value: `${answers.streaming}`,
      proposed: `${adviseStreaming()}`,
      ...runs(facts),
      hint: `0 (none here) to ${mostProcesses}`,
      set: (now, text) => {
        const parsed = parseCount(text, { what: 'Streaming processes', min: 0, max: mostProcesses })
        return 'wrong' in parsed
          ? parsed.wrong
          : withDependents(facts, now, { ...now, streaming: parsed.value })
      },
      more: (now) => `${clamp(now.streaming + 1, 0, mostProcesses)}`,
      // No arrow leads to none: it would stop live timelines.
      less: (now) => `${clamp(now.streaming - 1, Math.min(1, now.streaming), mostProcesses)}`,
    },
  ],
  why: (facts) => streamingReason(facts),
}

function runs(facts: Facts): Pick<Field, 'now'> {
  const beside = webAndStreamingOf(facts)
  return beside === undefined ? {} : { now: `${beside.streaming}` }
}
