import { adviseLayout, layoutReason } from '../advice/layout.js'
import { adviseGroups } from '../advice/threads.js'
import { type Answers, type Layout, layouts, withoutSurges } from '../answers.js'
import { sidekiqMemory } from '../budget/memory.js'
import type { Facts } from '../known/facts.js'
import { bytes, plural } from '../text/format.js'
import type { Choice, Step } from './types.js'

const labels: Readonly<Record<Layout, string>> = {
  one: 'One process',
  split: 'Split',
  'per-queue': 'One per queue',
}

/** How the queues are spread over Sidekiq processes; another layout proposes its sizes anew. */
export const layout: Step = {
  kind: 'choice',
  id: 'layout',
  title: 'Sidekiq layout',
  question: 'How should the queues be spread over processes?',
  choices: (facts, answers) => layouts.map((each) => choice(facts, answers, each)),
  value: (answers) => answers.layout,
  set: (facts, answers, value) => {
    const chosen = layouts.find((each) => each === value)
    // Choosing again what is chosen must not undo sizes that were set by hand.
    if (chosen === undefined || chosen === answers.layout) return answers
    // Extra processes for a time belong to a group that is no longer there; the review says that they go.
    return {
      ...withoutSurges(answers),
      layout: chosen,
      groups: adviseGroups(facts, { ...answers, layout: chosen }),
    }
  },
  why: layoutReason,
}

function choice(facts: Facts, answers: Answers, value: Layout): Choice {
  const groups = Object.values(adviseGroups(facts, { ...answers, layout: value }))
  const processes = groups.reduce((sum, size) => sum + (size?.processes ?? 0), 0)
  const count = facts.mastodon.queues.length
  const what: Readonly<Record<Layout, string>> = {
    one: `all ${count} queues`,
    split: `scheduler and mailers | the rest${processes > 2 ? ` × ${processes - 1}` : ''}`,
    'per-queue': `${plural(processes, 'process', 'processes')}, sized one by one`,
  }
  const detail = `${what[value]}, ${bytes(processes * sidekiqMemory)}`
  return { value, label: labels[value], detail, proposed: adviseLayout(facts, answers) === value }
}
