import { adviseFromEvidence, evidenceReason, tolerable, worstFirst } from '../advice/evidence.js'
import { adviseGroups, recommend } from '../advice/recommend.js'
import { asItRuns, downText, setUpFor } from '../advice/running.js'
import { type Answers, type GroupSize, type Layout, layouts } from '../answers.js'
import { type Evidence, type Facts, known } from '../facts/types.js'
import { listed } from '../text/format.js'
import { answersFrom } from '../units/answers-from.js'
import { groupsOf } from '../units/groups.js'
import type { StatusLine } from './line.js'
import { ageText, countText } from './plots.js'

/** Which queue needs help first, and the commands that would help. Nothing where it is not known what Sidekiq does. */
export function helpLines(facts: Facts): readonly StatusLine[] {
  if (!known(facts.evidence)) return []
  return [...nobodyTakes(facts.evidence.value), ...down(facts), ...worst(facts), ...advice(facts)]
}

/** The same in a sentence or two, for where there is no room for more: what nobody takes, and who needs help first and why. */
export function helpInShort(facts: Facts): readonly StatusLine[] {
  if (!known(facts.evidence)) return []
  const { runs } = running(facts)
  const reason = runs && evidenceReason(facts, runs)
  const nobody = nobodyTakes(facts.evidence.value)
  const downs = down(facts)
  // The advice tells of such a queue itself where it is what needs help first.
  if (reason === undefined) return [...nobody, ...downs, ...worst(facts)]
  return reason.includes('nobody takes') ? [{ text: reason, tone: 'wrong' }, ...downs] : [{ text: reason }, ...nobody, ...downs]
}

function nobodyTakes({ now: { queues } }: Evidence): readonly StatusLine[] {
  const unserved = queues.filter(({ processes }) => processes === 0).map(({ name }) => name)
  const which = unserved.length === queues.length ? 'any queue' : listed(unserved)
  return unserved.length === 0 ? [] : [{ text: `Nobody takes jobs of ${which}.`, tone: 'wrong' }]
}

/** Which processes are set up and do not run; where none at all does, somebody has stopped Sidekiq. */
function down(facts: Facts): readonly StatusLine[] {
  const { answers, runs = answers } = running(facts)
  const { active, roles } = facts.state
  if (!active.some((unit) => roles[unit]?.kind === 'sidekiq')) return []
  return groupsOf(runs.layout, facts.mastodon.queues).flatMap(({ label, queues }) => {
    const setUp = setUpFor(
      facts,
      queues.map(({ name }) => name),
    )
    const text = downText(label, setUp)
    return text === undefined ? [] : [{ text: `${text}: see \`systemctl status ${setUp.down.join(' ')}\`.`, tone: 'wrong' } as const]
  })
}

function worst(facts: Facts): readonly StatusLine[] {
  const [queue] = worstFirst(facts)
  if (queue === undefined || queue.latency <= tolerable(queue.name)) return [{ text: 'No queue waits longer than it may.' }]
  const { name, size, latency } = queue
  const jobs = size === 1 ? '1 job waits' : `${countText(size)} jobs wait, the oldest`
  return [{ text: `${name} needs help first: ${jobs} for ${ageText(latency)}.`, tone: 'warn' }]
}

/** The reasons as the advice words them, the most urgent first, each with the command that carries it out. */
function advice(facts: Facts): readonly StatusLine[] {
  const { answers, runs } = running(facts)
  const all = runs === undefined ? undefined : adviseFromEvidence(facts, runs)
  const useful = Object.entries(all ?? {})
    .map(([label, given]) => ({ label, ...given }))
    .filter(({ urgency, changes }) => urgency > 0 || changes)
    .toSorted((a, b) => b.urgency - a.urgency)
  return useful.flatMap(({ label, size, reason, changes, layout }) => {
    const command = layout !== undefined ? layoutCommand(facts, answers, layout) : changes ? `resize ${label}=${sizeText(size)}` : undefined
    return [{ text: reason }, ...(command === undefined ? [] : [{ text: `  mastodon-tune ${command}` }])]
  })
}

/** `apply` does not look at the load, so what a group gets by its load is named. */
function layoutCommand(facts: Facts, answers: Answers, layout: Layout): string {
  const groups = Object.entries(adviseGroups(facts, { ...answers, layout }))
  const unasked = adviseGroups({ ...facts, evidence: { unknown: '' } }, { ...answers, layout })
  const named = groups.filter(([label, size]) => sizeText(size) !== sizeText(unasked[label] ?? null))
  return [`apply --layout ${layout}`, ...named.map(([label, size]) => `--queue ${label}=${sizeText(size)}`)].join(' ')
}

interface Running {
  /** What the enabled units say, and with it what a resize starts from. */
  readonly answers: Answers
  /** What runs as answers; undefined where units that are not ours spread the queues as no layout does. */
  readonly runs: Answers | undefined
}

function running(facts: Facts): Running {
  const { answers, from } = answersFrom(facts, recommend(facts))
  if (from === 'server') return { answers, runs: asItRuns(facts, answers) ?? answers }
  const [runs] = layouts.flatMap((layout) => asItRuns(facts, { ...answers, layout }) ?? [])
  return { answers: runs ?? answers, runs }
}

const sizeText = (size: GroupSize | null) => (size === null ? 'none' : `${size.threads}${size.processes === 1 ? '' : `x${size.processes}`}`)
