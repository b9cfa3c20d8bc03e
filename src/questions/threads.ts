import { demandReason } from '../advice/demand.js'
import { adviseFromEvidence, evidenceReason, tolerable, worstFirst } from '../advice/evidence.js'
import { queueAdvice } from '../advice/queues.js'
import { asItRuns } from '../advice/running.js'
import { adviseGroups, threadsReason } from '../advice/threads.js'
import { type Group, groupsOf } from '../answers/groups.js'
import { type Answers, type GroupSize, mostProcesses, mostThreads } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { clamp } from '../numbers.js'
import { listed } from '../text/format.js'
import { isNear, nearEnough, ownAnswers } from './own.js'
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
    const sizes = sizesFor(facts, answers)
    return groupsOf(answers.layout, facts.mastodon.queues).map((group) => {
      const size = sizes[group.label]
      const why = advice ? advice[group.label]?.reason : demandReason(facts, group, size)
      // Advice that knows of no size (nobody may serve it, others do) proposes what is answered.
      const proposed =
        advice?.[group.label] === undefined
          ? size
          : (advice[group.label]?.size ?? answers.groups[group.label])
      return field(answers, group, { bySize: groupText(size), proposed: groupText(proposed), why })
    })
  },
  why: (facts, answers) => {
    const runs = asItRuns(facts, answers)
    return (runs ? evidenceReason(facts, runs) : lateReason(facts, answers)) ?? reasonBySize(facts, answers)
  },
}

/** The sizes that this server's own size proposes; those it has where they differ by less than a tenth. */
function sizesFor(facts: Facts, answers: Answers): Answers['groups'] {
  const own = ownAnswers(facts)
  const sizes = adviseGroups(facts, answers)
  if (own?.layout !== answers.layout) return sizes
  const kept = ([label, size]: readonly [string, GroupSize | null]) => {
    const has = own.groups[label]
    const near = has && size && isNear(has.threads, size.threads) && isNear(has.processes, size.processes)
    return [label, near ? has : size] as const
  }
  return Object.fromEntries(Object.entries(sizes).map(kept))
}

function reasonBySize(facts: Facts, answers: Answers): string {
  const reason = threadsReason(facts, answers)
  const text = (sizes: Answers['groups']) => Object.values(sizes).map(groupText).join()
  return text(sizesFor(facts, answers)) === text(adviseGroups(facts, answers))
    ? reason
    : `${reason} ${nearEnough}`
}

/** Why the group gets its size whose queue is the worst that is behind. */
function lateReason(facts: Facts, answers: Answers): string | undefined {
  const at = lateGroup(facts, answers)
  const group = groupsOf(answers.layout, facts.mastodon.queues)[at]
  return group && demandReason(facts, group, adviseGroups(facts, answers)[group.label])
}

/** Which group of the answers' layout holds the queue that is furthest behind, in the order of the fields; -1 where none is. */
export function lateGroup(facts: Facts, answers: Answers): number {
  const [worst] = worstFirst(facts)
  if (worst === undefined || worst.latency <= tolerable(worst.name)) return -1
  return groupsOf(answers.layout, facts.mastodon.queues).findIndex(({ queues }) =>
    queues.some(({ name }) => name === worst.name),
  )
}

interface Proposed {
  /** By the size of the server alone, unless its layout does not run. */
  readonly bySize: string
  readonly proposed: string
  readonly why: string | undefined
}

function field(answers: Answers, group: Group, { bySize, proposed, why }: Proposed): Field {
  const { label, exclusive } = group
  const most = exclusive ? 1 : mostProcesses
  return {
    id: label,
    label,
    value: groupText(answers.groups[label]),
    proposed,
    hint: exclusive
      ? `1 to ${mostThreads} threads in one process, or none`
      : 'type threads (25), threads x processes (25x2), or none',
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
    ...(why === undefined ? {} : { why }),
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
