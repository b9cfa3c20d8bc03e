import { describe, expect, test } from 'vitest'
import type { Answers } from '../src/answers.js'
import { propose } from '../src/proposal.js'
import { recommend } from '../src/questions/recommend.js'
import { desired } from '../src/units/desired.js'
import { aServer, type Server } from './support/a-server.js'

/** The review of a change of `push` on a server that runs a process per queue, as we set it up. */
function resized(world: Server, from: Answers['groups'][string], to: Answers['groups'][string]) {
  const facts = aServer({ cores: 8, memory: 32, ...world })
  const machine = {
    ...recommend(facts),
    web: { workers: 2, threads: 5 },
    streaming: 1,
    layout: 'per-queue' as const,
  }
  const others = { default: 10, ingress: 5, mailers: 5, pull: 15, scheduler: 5, fasp: 2 }
  const sizes = Object.fromEntries(
    Object.entries(others).map(([label, threads]) => [label, { threads, processes: 1 }]),
  )
  const answers = (push: Answers['groups'][string]): Answers => ({
    ...machine,
    groups: { ...sizes, push: push ?? null },
  })
  const running = { ...facts, state: desired(facts, answers(from)) }
  return propose(running, answers(to)).review
}

const three = (threads: number) => ({ threads, processes: 3 })

describe('nobody is without a process for a limit that', () => {
  test.each<[string, Server]>([
    ['is assumed: PgBouncer', { settings: { pgbouncer: true } }],
    ['is assumed: PostgreSQL can not be asked', { maxConnections: null }],
    ['is passed already', { maxConnections: 120 }],
  ])('%s', (_name, world) => {
    const { pauses, findings } = resized(world, three(25), three(40))
    expect(pauses).toEqual([])
    const over = findings.find(({ id }) => id === 'connections-over-limit')
    if (world.maxConnections === undefined || world.maxConnections === null) {
      expect(over).toMatchObject({
        level: 'warning',
        text: expect.stringContaining('how many are allowed is not known'),
      })
    }
  })

  test('would be passed only side by side: that is avoided', () => {
    const pauses = (world: Server) =>
      resized(world, { threads: 50, processes: 1 }, { threads: 45, processes: 1 }).pauses
    expect(pauses({ maxConnections: 118 })).toEqual(['push'])
    expect(pauses({ settings: { pgbouncer: true, pgbouncerClients: 115 } })).toEqual(['push'])
  })
})
