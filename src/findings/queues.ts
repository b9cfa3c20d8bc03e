import { computes, mostComputing } from '../advice/queues.js'
import { groupsFor } from '../answers/groups.js'
import { type Answers, mostThreads } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { listed } from '../text/format.js'
import type { Finding } from './types.js'

/** Findings about who serves which queue, and with how many threads. */
export function queueFindings(facts: Facts, answers: Answers): readonly Finding[] {
  return [
    ...unserved(facts, answers),
    ...unknown(facts, answers),
    ...twice(facts, answers),
    ...threads(facts, answers),
  ]
}

function unserved(facts: Facts, answers: Answers): readonly Finding[] {
  const idle = groupsFor(facts, answers).filter((group) => !answers.groups[group.label])
  return idle.flatMap((group) =>
    group.queues.map((queue) => nobody(queue.name, group.label, facts.mastodon.version.text)),
  )
}

function nobody(queue: string, label: string, version: string): Finding {
  const fix = `Give ${label} at least one process, such as 1x5.`
  if (queue === 'scheduler') {
    const text =
      'No process serves the scheduler queue: scheduled posts, trends, clean-ups and search indexing stop, and nothing reports an error.'
    return { id: 'scheduler-missing', level: 'error', text, fix }
  }
  const text = `No process on this server serves the queue ${queue}, which Mastodon ${version} has: its jobs pile up, and nothing fails visibly.`
  return { id: 'queue-unserved', level: 'error', text, fix }
}

function unknown(facts: Facts, answers: Answers): readonly Finding[] {
  const labels = groupsFor(facts, answers).map((group) => group.label)
  return Object.keys(answers.groups)
    .filter((label) => !labels.includes(label))
    .map((label) => ({
      id: 'queue-unknown',
      level: 'error',
      text: `${label} is not a queue or group of Mastodon ${facts.mastodon.version.text} in the layout ${answers.layout}: nothing would ever be put there.`,
      fix: `Leave it out, or name one of ${listed(labels)}.`,
    }))
}

function twice(facts: Facts, answers: Answers): readonly Finding[] {
  const exclusive = groupsFor(facts, answers).filter((group) => group.exclusive)
  return exclusive.flatMap(({ label }) => {
    const processes = answers.groups[label]?.processes ?? 0
    if (processes <= 1) return []
    const text = `${processes} processes would serve ${label}, which holds the scheduler: each would start the regular jobs, so they would run several times.`
    return [
      { id: 'scheduler-twice', level: 'error', text, fix: `Give ${label} one process and more threads.` },
    ]
  })
}

function threads(facts: Facts, answers: Answers): readonly Finding[] {
  const groups = groupsFor(facts, answers)
  return Object.entries(answers.groups).flatMap(([label, size]) => {
    const computing = groups
      .find((group) => group.label === label)
      ?.queues.find((queue) => computes(queue.name))
    const most = computing === undefined ? mostThreads : mostComputing
    if (size === null || size.threads <= most) return []
    const hopeless = size.threads > mostThreads
    const why = hopeless
      ? `beyond ${mostThreads} they only wait for each other`
      : `jobs of ${computing?.name} compute, so beyond ${mostComputing} little is gained`
    const text = `${label} has ${size.threads} threads in a process, which uses one core however many they are: ${why}.`
    const fix = `Give it ${most} threads and more processes${label === 'all' ? ', in the layout split or per-queue' : ''}.`
    return [{ id: 'threads-too-many', level: hopeless ? 'error' : 'warning', text, fix } as const]
  })
}
