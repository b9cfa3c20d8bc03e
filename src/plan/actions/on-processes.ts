import { jobsAreBackWithin, railsBoots, settlesWithin } from '../../mastodon/times.js'
import { isProcess, type Role, type Unit } from '../../state.js'
import { signalCommand } from '../../systemd/signal.js'
import { isSidekiqName, shortName } from '../../units/names.js'
import type { Span, Verbs } from './verb.js'

const atOnce: Span = { least: 0, most: 0 }
/** Streaming boots at once, and is looked at again. */
const settling: Span = { least: settlesWithin, most: settlesWithin }
/** It was waited for, and what is not done by then it still has to put back. */
const puttingBack: Span = { least: 0, most: jobsAreBackWithin }

interface OnUnit {
  readonly unit: Unit
  readonly role?: Role
}

const isSidekiq = ({ role }: OnUnit) => role?.kind === 'sidekiq'
const stopTime = (action: OnUnit) => (isSidekiq(action) ? puttingBack : atOnce)
const givesBack = (action: OnUnit) => (isSidekiq(action) ? 'unfinished jobs go back to the queue' : '')
const servesQueues = (action: OnUnit) =>
  isSidekiq(action) ? `takes jobs from ${(action.role?.queues ?? []).join(', ')}` : ''

function bootTime({ role }: OnUnit): Span {
  if (role?.kind === 'sidekiq' || role?.kind === 'web') return railsBoots
  return role?.kind === 'streaming' ? settling : atOnce
}

/** What is awaited of a unit. */
function works({ unit, role }: OnUnit): string {
  const takesJobs = role === undefined ? isSidekiqName(unit) : role.kind === 'sidekiq'
  return `${shortName(unit)} ${takesJobs ? 'takes jobs' : 'runs'}`
}

function untilItWorks(action: OnUnit): string | undefined {
  if (!isProcess(action.role)) return undefined
  return isSidekiq(action) ? 'until Redis shows that it takes jobs' : 'until it runs and goes on running'
}

/** What starts and ends processes, and what is waited for. */
export const onProcesses = {
  start: {
    kind: 'command',
    command: ({ unit }) => ['systemctl', 'start', unit],
    purpose: servesQueues,
    process: { starts: true },
    running: ({ unit }) => `start ${shortName(unit)}`,
  },
  stop: {
    kind: 'command',
    command: ({ unit }) => ['systemctl', 'stop', unit],
    purpose: givesBack,
    process: { ends: true, unitEnds: true },
    time: stopTime,
    running: ({ unit }) => `stop ${shortName(unit)}`,
  },
  restart: {
    kind: 'command',
    command: ({ unit }) => ['systemctl', 'restart', unit],
    purpose: servesQueues,
    process: { ends: true, starts: true },
    time: stopTime,
    running: ({ unit }) => `restart ${shortName(unit)}`,
  },
  await: {
    kind: 'wait',
    inFull: ({ unit }) => `wait until ${unit} works`,
    purpose: untilItWorks,
    process: { takesJobs: true },
    time: bootTime,
    running: (action) => `waits until ${works(action)}`,
    done: works,
    short: ({ unit }) => `check ${shortName(unit)}`,
  },
  quiet: {
    kind: 'command',
    command: ({ unit }) => signalCommand('TSTP', unit),
    purpose: () => 'takes no further jobs',
    process: { takesJobs: false },
    running: ({ unit }) => `${shortName(unit)} takes no more jobs`,
    short: ({ unit }) => `quiet ${shortName(unit)}`,
  },
  drain: {
    kind: 'wait',
    inFull: ({ unit, seconds }) => `wait until the jobs of ${unit} are done, ${seconds} s at most`,
    byHand: ({ unit }) => `wait until the jobs of ${unit} are done`,
    purpose: ({ seconds }) => `until its jobs are done, ${seconds} s at most`,
    process: { finishesJobs: true },
    time: ({ seconds }) => ({ least: 0, most: seconds, sideBySide: true }),
    running: ({ unit }) => `${shortName(unit)} finishes its jobs`,
    // How many jobs are left takes most of a small row, so the name has to be in its beginning.
    short: ({ unit }) => `${shortName(unit).replace(/^sidekiq-/, '')} finishes`,
  },
  end: {
    kind: 'command',
    command: ({ unit }) => signalCommand('TERM', unit),
    purpose: givesBack,
    process: { ends: true },
    time: stopTime,
    running: ({ unit }) => `end the process of ${shortName(unit)}`,
  },
} satisfies Partial<Verbs>
