import { adviseLayout, layoutReason } from '../advice/layout.js'
import { adviseGroups } from '../advice/threads.js'
import { type Answers, type Layout, layouts, withoutSurges } from '../answers.js'
import { sidekiqMemory } from '../budget/memory.js'
import type { Facts } from '../known/facts.js'
import { bytes, plural } from '../text/format.js'
import { change } from './change.js'
import { edited, eitherOf, parseChoice } from './parse.js'
import type { Choice, Question } from './types.js'

const labels: Readonly<Record<Layout, string>> = {
  one: 'One process',
  split: 'Split',
  'per-queue': 'One per queue',
}

/** How the queues are spread over Sidekiq processes; another layout proposes its sizes anew. */
export const layout: Question<'layout'> = {
  ask: {
    kind: 'choice',
    id: 'layout',
    title: 'Sidekiq layout',
    question: 'How should the queues be spread over processes?',
    choices: (facts, answers) => layouts.map((each) => choice(facts, answers, each)),
    value: (answers) => answers.layout,
    set: (facts, answers, value) =>
      changed(facts, answers, layouts.find((each) => each === value) ?? answers.layout),
    why: layoutReason,
  },
  propose: adviseLayout,
  option: {
    flag: 'layout',
    metavar: 'layout',
    help: `queues over processes: ${eitherOf(layouts)}`,
    parse: (text) =>
      edited(parseChoice(text, layouts), (answers, chosen, facts) => changed(facts, answers, chosen)),
    print: (answers) => answers.layout,
  },
  schema: (z) => z.enum(layouts),
  read: (_, installed, fallback) => installed.layout ?? fallback.layout,
  changes: (was, now) => (was === null ? [] : change('layout', was.layout, now.layout)),
  foremost: true,
}

/**
 * The answers with another layout. Choosing again what is chosen must not undo sizes that were set
 * by hand.
 */
function changed(facts: Facts, answers: Answers, chosen: Layout): Answers {
  if (chosen === answers.layout) return answers
  // Extra processes for a time belong to a group that is no longer there; the review says that they
  // go.
  const given = { ...withoutSurges(answers), layout: chosen }
  return { ...given, groups: adviseGroups(facts, given) }
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
