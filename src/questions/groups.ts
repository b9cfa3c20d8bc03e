import { demandReason } from '../advice/demand.js'
import { adviseFromEvidence, evidenceReason } from '../advice/evidence.js'
import { asItRuns } from '../advice/running.js'
import { adviseGroups } from '../advice/threads.js'
import { groupsFor } from '../answers/groups.js'
import { sizeInFull } from '../answers/sizes.js'
import { type Present, withoutSurges } from '../answers.js'
import { change } from './change.js'
import { size } from './counts.js'
import { groupField } from './group-field.js'
import { lateReason, proposedSizes, reasonBySize } from './group-sizes.js'
import { edited } from './parse.js'
import { parseSize, printSize } from './size-notation.js'
import type { Question } from './types.js'

/**
 * How many processes and threads serve each group of queues, proposed from what Sidekiq does now
 * where that was seen.
 */
export const groups: Question<'groups'> = {
  ask: {
    kind: 'sizes',
    id: 'threads',
    title: 'Sidekiq threads',
    question: 'How many processes × threads should serve each queue?',
    fields(facts, answers) {
      // What runs, not what was edited: else taking a proposal would propose more.
      const runs = asItRuns(facts, answers)
      const advice = runs && adviseFromEvidence(facts, runs)
      const sizes = proposedSizes(facts, answers)
      return groupsFor(facts, answers).map((group) => {
        const size = sizes[group.label] ?? null
        const why = advice ? advice[group.label]?.reason : demandReason(facts, group, size)
        // Advice that knows of no size (nobody may serve it, others do) proposes what is answered.
        const proposed =
          advice?.[group.label] === undefined
            ? size
            : (advice[group.label]?.size ?? answers.groups[group.label] ?? null)
        return groupField(answers, group, { bySize: size, proposed, why })
      })
    },
    why(facts, answers) {
      const runs = asItRuns(facts, answers)
      const reason = runs ? evidenceReason(facts, runs) : lateReason(facts, answers)
      return reason ?? reasonBySize(facts, answers)
    },
  },
  propose: adviseGroups,
  option: {
    flag: 'queue',
    metavar: 'name=[processesx]threads',
    help: 'size of a queue or group, or NAME=none; repeatable',
    key: 'queues',
    parseOne: (label, text) =>
      edited(parseSize(text, { what: label, now: null }), (answers, _, facts) => {
        const exclusive = groupsFor(facts, answers).some((each) => each.label === label && each.exclusive)
        const parsed = parseSize(text, { what: label, now: answers.groups[label], exclusive })
        if ('wrong' in parsed) return parsed.wrong
        // Who names a lasting size means it: extra processes that were there for a time go.
        return { ...withoutSurges(answers, label), groups: { ...answers.groups, [label]: parsed.value } }
      }),
    printAll: ({ groups }) =>
      Object.fromEntries(Object.entries(groups).map(([label, group]) => [label, printSize(group)])),
  },
  schema: (z) => z.record(z.string(), z.object({ threads: size(z), processes: size(z) }).nullable()),
  read(facts, { ours, layout, groups }, fallback) {
    if (groups === undefined) return fallback.groups
    const chosen = { ...fallback, layout: layout ?? fallback.layout }
    const unserved = ours ? {} : adviseGroups(facts, chosen)
    const sizes = groupsFor(facts, chosen).map(
      ({ label }) => [label, groups[label] ?? unserved[label] ?? null] as const,
    )
    return Object.fromEntries(sizes)
  },
  changes: (was, now) => Object.keys(now.groups).flatMap((label) => changesOf(was, now, label)),
  foremost: true,
}

function changesOf(was: Present | null, now: Present, label: string): readonly string[] {
  const is = now.groups[label]
  // Another layout has groups of its own: there is nothing that they were before.
  if (was !== null && was.layout !== now.layout) return [`${label}: ${textOf(now, label)}`]
  const before = was?.groups[label]
  const alone = before?.processes === 1 && is?.processes === 1 && before.threads !== is.threads
  if (alone) return [`${label}: ${before.threads} -> ${is.threads} threads`]
  return change(label, was === null ? sizeInFull(null) : textOf(was, label), textOf(now, label))
}

/** Processes of different sizes one by one: `40 + 10 threads`. */
function textOf({ groups, mixed }: Present, label: string): string {
  const threads = mixed?.[label]
  return threads === undefined ? sizeInFull(groups[label]) : `${threads.join(' + ')} threads`
}
