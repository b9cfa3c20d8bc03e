import { asItRuns } from '../../src/advice/running.js'
import { groupsFor } from '../../src/answers/groups.js'
import type { Answers, Layout } from '../../src/answers.js'
import type { Facts } from '../../src/known/facts.js'
import { recommend } from '../../src/questions/recommend.js'
import { aLoad, type LoadWords } from './a-load.js'
import { aServer, type Server } from './a-server.js'

/** A server under load: what it is, what runs on it and what Sidekiq does. 62 connections are free where nothing else is said. */
export interface ServerUnderLoad extends Omit<Server, 'queues' | 'memoryFree' | 'load'>, LoadWords {
  readonly layout?: Layout
  /** Sizes that differ from what the evidence shows. */
  readonly groups?: Answers['groups']
}

/** The facts of such a server, and the answers that are what runs on it. */
export function serverUnderLoad(told: ServerUnderLoad): { readonly facts: Facts; readonly answers: Answers } {
  const { queues = {}, layout = 'per-queue', groups = {}, memoryFree = 4, ...server } = told
  const load = aLoad({ ...server, queues, memoryFree })
  const own = load.now.processes.reduce((sum, each) => sum + (each.unit === null ? 0 : each.threads), 0)
  // 20 for web and streaming, 90 % of the limit, 3 reserved.
  const maxConnections = server.maxConnections ?? Math.ceil((own + 20 + 62) / 0.9) + 3
  const facts = aServer({ cores: 8, memory: 32, ...server, maxConnections, load })
  const none = Object.fromEntries(groupsFor(facts, { layout }).map(({ label }) => [label, null]))
  const base = { ...recommend(facts), web: { workers: 2, threads: 5 }, streaming: 1, layout, groups: none }
  const answers = asItRuns(facts, base) ?? base
  return { facts, answers: { ...answers, groups: { ...answers.groups, ...groups } } }
}
