import { evidenceReason, tolerable, worstFirst } from '../advice/evidence.js'
import { downText, setUpFor } from '../advice/running.js'
import { groupsFor } from '../answers/groups.js'
import { type Facts, isKnown } from '../known/facts.js'
import type { Evidence } from '../known/load.js'
import { countText, listed } from '../text/format.js'
import { spanText } from '../text/spans.js'
import { adviceFor, setUpAndRunning } from './advice.js'
import type { StatusLine } from './line.js'

/**
 * Which queue needs help first, and the commands that would help. Nothing where it is not known
 * what Sidekiq does.
 */
export function helpLines(facts: Facts): readonly StatusLine[] {
  if (!isKnown(facts.evidence)) return []
  return [...nobodyTakes(facts.evidence.value), ...down(facts), ...worst(facts), ...advice(facts)]
}

/**
 * The same in a sentence or two, for where there is no room for more: what nobody takes, and who
 * needs help first and why.
 */
export function helpInShort(facts: Facts): readonly StatusLine[] {
  if (!isKnown(facts.evidence)) return []
  const { runs } = setUpAndRunning(facts)
  const reason = runs && evidenceReason(facts, runs)
  const nobody = nobodyTakes(facts.evidence.value)
  const downs = down(facts)
  // The advice tells of such a queue itself where it is what needs help first.
  if (reason === undefined) return [...nobody, ...downs, ...worst(facts)]
  return reason.includes('nobody takes')
    ? [{ text: reason, tone: 'wrong' }, ...downs]
    : [{ text: reason }, ...nobody, ...downs]
}

function nobodyTakes({ now: { queues } }: Evidence): readonly StatusLine[] {
  const unserved = queues.filter(({ processes }) => processes === 0).map(({ name }) => name)
  const which = unserved.length === queues.length ? 'any queue' : listed(unserved)
  return unserved.length === 0 ? [] : [{ text: `Nobody takes jobs of ${which}.`, tone: 'wrong' }]
}

/**
 * Which processes are set up and do not run; where none at all does, somebody has stopped Sidekiq.
 */
function down(facts: Facts): readonly StatusLine[] {
  const { answers, runs = answers } = setUpAndRunning(facts)
  const { active, roles } = facts.state
  if (!active.some((unit) => roles[unit]?.kind === 'sidekiq')) return []
  return groupsFor(facts, runs).flatMap(({ label, queues }) => {
    const setUp = setUpFor(
      facts,
      queues.map(({ name }) => name),
    )
    const text = downText(label, setUp)
    return text === undefined
      ? []
      : [{ text: `${text}: see \`systemctl status ${setUp.down.join(' ')}\`.`, tone: 'wrong' } as const]
  })
}

function worst(facts: Facts): readonly StatusLine[] {
  const [queue] = worstFirst(facts)
  if (queue === undefined || queue.latency <= tolerable(queue.name))
    return [{ text: 'No queue waits longer than it may.' }]
  const { name, size, latency } = queue
  const jobs = size === 1 ? '1 job waits' : `${countText(size)} jobs wait, the oldest`
  return [{ text: `${name} needs help first: ${jobs} for ${spanText(latency, 'brief')}.`, tone: 'warn' }]
}

/** The reasons, each with the command that carries it out. */
function advice(facts: Facts): readonly StatusLine[] {
  return adviceFor(facts).flatMap(({ reason, command }) => [
    { text: reason },
    ...(command === undefined ? [] : [{ text: `  ${command.join(' ')}` }]),
  ])
}
