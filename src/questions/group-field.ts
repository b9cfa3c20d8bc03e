import { queueAdvice } from '../advice/queues.js'
import type { Group } from '../answers/groups.js'
import { type Answers, type GroupSize, mostProcesses, mostThreads } from '../answers.js'
import { usualThreads } from '../mastodon/defaults.js'
import { clamp } from '../numbers.js'
import { listed } from '../text/format.js'
import { parseCount } from './parse.js'
import { parseSize, printSize } from './size-notation.js'
import type { Field } from './types.js'

/** What is proposed for a group. */
interface Proposed {
  /** By the size of the server alone, unless its layout does not run. */
  readonly bySize: GroupSize | null
  readonly proposed: GroupSize | null
  readonly why: string | undefined
}

/** The size of a group of queues, edited in place. */
export function groupField(answers: Answers, group: Group, { bySize, proposed, why }: Proposed): Field {
  const { label, exclusive } = group
  const sizeIn = (now: Answers) => now.groups[label] ?? null
  /** What an arrow leads to from none. */
  const begin = proposed ?? bySize
  const set = (now: Answers, size: GroupSize | null) => ({ ...now, groups: { ...now.groups, [label]: size } })
  return {
    id: label,
    label,
    value: printSize(sizeIn(answers)),
    proposed: printSize(proposed),
    hint: exclusive ? `1 to ${mostThreads} threads in one process, or none` : `type threads (25), ${orBoth}`,
    set: (now, text) => {
      const parsed = parseSize(text, { what: label, now: sizeIn(now), exclusive })
      return 'wrong' in parsed ? parsed.wrong : set(now, parsed.value)
    },
    more: (now) => printSize(withThreads(sizeIn(now), 1) ?? begin),
    less: (now) => printSize(withThreads(sizeIn(now), -1)),
    processes: exclusive
      ? null
      : {
          hint: `type processes (2), ${orBoth}`,
          set: (now, text) => {
            const parsed = parseCount(text, { what: `Processes of ${label}`, min: 1, max: mostProcesses })
            if ('wrong' in parsed) return parsed.wrong
            return set(now, { ...(sizeIn(now) ?? begin ?? smallest), processes: parsed.value })
          },
          more: (now) => printSize(withProcesses(sizeIn(now), 1) ?? begin),
          less: (now) => printSize(withProcesses(sizeIn(now), -1)),
        },
    note: note(group),
    ...(why === undefined ? {} : { why }),
  }
}

const orBoth = 'processes x threads (2x25), or none'

/**
 * Where nothing is proposed for a queue, a process begins with as many threads as Sidekiq gives it
 * by itself.
 */
const smallest: GroupSize = { threads: usualThreads, processes: 1 }

/** The size with a thread more or less, from 10 on in fives; null where nobody serves the group. */
function withThreads(size: GroupSize | null, way: 1 | -1): GroupSize | null {
  if (size === null) return null
  const grows = way > 0
  const inFives = grows ? size.threads >= 10 : size.threads > 10
  const by = inFives ? 5 : 1
  const steps = grows ? Math.floor(size.threads / by) + 1 : Math.ceil(size.threads / by) - 1
  return { ...size, threads: clamp(steps * by, 1, mostThreads) }
}

/** The size with a process more or less; no arrow leads to none. */
function withProcesses(size: GroupSize | null, by: 1 | -1): GroupSize | null {
  return size && { ...size, processes: clamp(size.processes + by, 1, mostProcesses) }
}

function note({ queues }: Group): string {
  const [first, ...others] = queues.map((queue) => queue.name)
  if (first === undefined) return ''
  return others.length > 0 ? listed([first, ...others]) : `${first} ${queueAdvice(first).does}`
}
