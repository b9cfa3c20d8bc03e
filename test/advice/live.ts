import { asItRuns } from '../../src/advice/running.js'
import { groupsFor } from '../../src/answers/groups.js'
import type { Answers, Layout } from '../../src/answers.js'
import type { Facts } from '../../src/known/facts.js'
import { recommend } from '../../src/questions/recommend.js'
import { type EvidenceWords, evidenceFor } from '../support/evidence.js'
import { factsFor, type World } from '../support/world.js'

/** A server under load: what it is, what runs on it and what Sidekiq does. 62 connections are free where nothing else is said. */
export interface Live extends Omit<World, 'queues' | 'evidence'>, EvidenceWords {
  readonly layout?: Layout
  /** Sizes that differ from what the evidence shows. */
  readonly groups?: Answers['groups']
  /** Connections that are open now. */
  readonly inUse?: number
}

/** The facts of such a server, and the answers that are what runs on it. */
export function live({ queues = {}, layout = 'per-queue', groups = {}, inUse = 40, ...told }: Live): {
  readonly facts: Facts
  readonly answers: Answers
} {
  const evidence = evidenceFor({ ...told, queues })
  const own = Object.values(evidence.now.processes).reduce(
    (sum, each) => sum + (each.unit === null ? 0 : each.threads),
    0,
  )
  // 20 for web and streaming, 90 % of the limit, 3 reserved.
  const maxConnections = told.maxConnections ?? Math.ceil((own + 20 + 62) / 0.9) + 3
  const facts = factsFor({ cores: 8, memory: 32, ...told, maxConnections, evidence })
  const postgres = { value: { maxConnections, reserved: 3, inUse } }
  const none = Object.fromEntries(groupsFor(facts, { layout }).map(({ label }) => [label, null]))
  const base = { ...recommend(facts), web: { workers: 2, threads: 5 }, streaming: 1, layout, groups: none }
  const answers = asItRuns(facts, base) ?? base
  return { facts: { ...facts, postgres }, answers: { ...answers, groups: { ...answers.groups, ...groups } } }
}

/** A row: the server, the group that is looked at, its proposed size and what the reason says. */
type Row = readonly [told: Live, label: string, size: string, reason: RegExp]

/** Named rows for `test.each`. */
export function table(rows: Readonly<Record<string, Row>>): (readonly [name: string, ...row: Row])[] {
  return Object.entries(rows).map(([name, row]) => [name, ...row] as const)
}
