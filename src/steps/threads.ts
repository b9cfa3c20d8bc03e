import { adviseFromEvidence, evidenceReason, type GroupAdvice } from '../advice/evidence.js'
import { queueAdvice } from '../advice/queues.js'
import { asItRuns } from '../advice/running.js'
import { adviseGroups, threadsReason } from '../advice/threads.js'
import { type Answers, mostProcesses, mostThreads } from '../answers.js'
import { clamp } from '../budget/sizes.js'
import type { Facts } from '../facts/types.js'
import { listed } from '../text/format.js'
import { type Group, groupsOf } from '../units/groups.js'
import { groupText, parseGroup } from './parse.js'
import type { Field, Step } from './types.js'

/** How many processes and threads serve each group of queues, proposed from what Sidekiq does now where that was seen. */
export const threads: Step = {
  kind: 'sizes',
  id: 'threads',
  title: 'Sidekiq threads',
  question: 'How many processes × threads should serve each queue?',
  fields: (facts, answers) => {
    // What runs, not what was edited: else taking a proposal would propose more.
    const runs = asItRuns(facts, answers)
    const advice = runs && adviseFromEvidence(facts, runs)
    return groupsOf(answers.layout, facts.mastodon.queues).map((group) => field(facts, answers, group, advice?.[group.label]))
  },
  why: (facts, answers) => {
    const runs = asItRuns(facts, answers)
    return (runs && evidenceReason(facts, runs)) ?? threadsReason(facts, answers)
  },
}

function field(facts: Facts, answers: Answers, group: Group, advice: GroupAdvice | undefined): Field {
  const { label, exclusive } = group
  const bySize = groupText(adviseGroups(facts, answers)[label])
  // Advice that knows of no size (nobody may serve it, others do) proposes what is answered.
  const proposed = advice === undefined ? bySize : groupText(advice.size ?? answers.groups[label])
  const most = exclusive ? 1 : mostProcesses
  return {
    id: label,
    label,
    value: groupText(answers.groups[label]),
    proposed,
    hint: exclusive ? `1 to ${mostThreads} threads in one process, or none` : 'type threads (25), threads x processes (25x2), or none',
    set: (now, text) => {
      const parsed = parseGroup(text, label, most)
      return 'wrong' in parsed ? parsed.wrong : { ...now, groups: { ...now.groups, [label]: parsed.value } }
    },
    more: (now) => stepped(now, label, 1) ?? (proposed === 'none' ? bySize : proposed),
    less: (now) => stepped(now, label, -1) ?? 'none',
    ...(exclusive
      ? {}
      : {
          moreProcesses: (now) => manned(now, label, 1) ?? (proposed === 'none' ? bySize : proposed),
          lessProcesses: (now) => manned(now, label, -1) ?? 'none',
        }),
    note: note(group),
    ...(advice === undefined ? {} : { why: advice.reason }),
  }
}

/** The size with a thread more or less, from 10 on in fives; null where nobody serves the group. */
function stepped(answers: Answers, label: string, way: 1 | -1): string | null {
  const size = answers.groups[label]
  if (!size) return null
  const by = (way > 0 ? size.threads >= 10 : size.threads > 10) ? 5 : 1
  const next = way > 0 ? Math.floor(size.threads / by) * by + by : Math.ceil(size.threads / by) * by - by
  return groupText({ ...size, threads: clamp(next, 1, mostThreads) })
}

/** The size with a process more or less; no arrow leads to none. */
function manned(answers: Answers, label: string, by: 1 | -1): string | null {
  const size = answers.groups[label]
  return size ? groupText({ ...size, processes: clamp(size.processes + by, 1, mostProcesses) }) : null
}

function note({ queues }: Group): string {
  const [first, ...others] = queues.map((queue) => queue.name)
  if (first === undefined) return ''
  return others.length > 0 ? listed([first, ...others]) : `${first} ${queueAdvice(first).does}`
}
