import { queueAdvice } from '../advice/queues.js'
import type { Group } from '../answers/groups.js'
import { type Answers, mostProcesses, mostThreads } from '../answers.js'
import { clamp } from '../numbers.js'
import { listed } from '../text/format.js'
import { groupText, parseGroup } from './size-notation.js'
import type { Field } from './types.js'

/** What is proposed for a group. */
interface Proposed {
  /** By the size of the server alone, unless its layout does not run. */
  readonly bySize: string
  readonly proposed: string
  readonly why: string | undefined
}

/** The size of a group of queues, edited in place. */
export function groupField(answers: Answers, group: Group, { bySize, proposed, why }: Proposed): Field {
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
    more: (now) => withThreads(now, label, 1) ?? (proposed === 'none' ? bySize : proposed),
    less: (now) => withThreads(now, label, -1) ?? 'none',
    ...(exclusive
      ? {}
      : {
          moreProcesses: (now) => withProcesses(now, label, 1) ?? (proposed === 'none' ? bySize : proposed),
          lessProcesses: (now) => withProcesses(now, label, -1) ?? 'none',
        }),
    note: note(group),
    ...(why === undefined ? {} : { why }),
  }
}

/** The size with a thread more or less, from 10 on in fives; null where nobody serves the group. */
function withThreads(answers: Answers, label: string, way: 1 | -1): string | null {
  const size = answers.groups[label]
  if (!size) return null
  const by = (way > 0 ? size.threads >= 10 : size.threads > 10) ? 5 : 1
  const next = way > 0 ? Math.floor(size.threads / by) * by + by : Math.ceil(size.threads / by) * by - by
  return groupText({ ...size, threads: clamp(next, 1, mostThreads) })
}

/** The size with a process more or less; no arrow leads to none. */
function withProcesses(answers: Answers, label: string, by: 1 | -1): string | null {
  const size = answers.groups[label]
  return size ? groupText({ ...size, processes: clamp(size.processes + by, 1, mostProcesses) }) : null
}

function note({ queues }: Group): string {
  const [first, ...others] = queues.map((queue) => queue.name)
  if (first === undefined) return ''
  return others.length > 0 ? listed([first, ...others]) : `${first} ${queueAdvice(first).does}`
}
