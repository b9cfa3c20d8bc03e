import { adviseFromEvidence } from '../advice/evidence.js'
import { asItRuns } from '../advice/running.js'
import { adviseGroups } from '../advice/threads.js'
import { type Answers, type Layout, layouts } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { answersFrom } from '../questions/read-back.js'
import { recommend } from '../questions/recommend.js'
import { printSize } from '../questions/size-notation.js'

/**
 * What would help a group, as the advice words it, and the command that carries it out, where one
 * does.
 */
export interface Advice {
  readonly label: string
  readonly reason: string
  readonly command?: readonly string[]
}

/** What would help, the most urgent first; nothing where it is not known what Sidekiq does. */
export function adviceFor(facts: Facts): readonly Advice[] {
  const { answers, runs } = setUpAndRunning(facts)
  const all = runs === undefined ? undefined : adviseFromEvidence(facts, runs)
  const useful = Object.entries(all ?? {})
    .map(([label, given]) => ({ label, ...given }))
    .filter(({ urgency, changes }) => urgency > 0 || changes)
    .toSorted((a, b) => b.urgency - a.urgency)
  return useful.map(({ label, size, reason, changes, layout }) => {
    if (layout !== undefined) return { label, reason, command: layoutCommand(facts, answers, layout) }
    return changes
      ? { label, reason, command: ['mastodon-tune', 'resize', `${label}=${printSize(size)}`] }
      : { label, reason }
  })
}

/** `apply` does not look at the load, so what a group gets by its load is named. */
function layoutCommand(facts: Facts, answers: Answers, layout: Layout): readonly string[] {
  const groups = Object.entries(adviseGroups(facts, { ...answers, layout }))
  const unasked = adviseGroups({ ...facts, evidence: { unknown: '' } }, { ...answers, layout })
  const named = groups.filter(([label, size]) => printSize(size) !== printSize(unasked[label]))
  return [
    'mastodon-tune',
    'apply',
    '--layout',
    layout,
    ...named.flatMap(([label, size]) => ['--queue', `${label}=${printSize(size)}`]),
  ]
}

interface Running {
  /** What the enabled units say, and with it what a resize starts from. */
  readonly answers: Answers
  /**
   * What runs as answers; undefined where units that are not ours spread the queues as no layout
   * does.
   */
  readonly runs: Answers | undefined
}

/** What is set up and what runs, as answers. */
export function setUpAndRunning(facts: Facts): Running {
  const { answers, from } = answersFrom(facts, recommend(facts))
  if (from === 'server') return { answers, runs: asItRuns(facts, answers) ?? answers }
  const [runs] = layouts.flatMap((layout) => asItRuns(facts, { ...answers, layout }) ?? [])
  return { answers: runs ?? answers, runs }
}
