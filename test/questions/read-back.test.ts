import { expect, it } from 'vitest'
import { gatherFacts } from '../../src/facts/gather.js'
import { practiceHost } from '../../src/practice/host.js'
import { presentOf } from '../../src/questions/read-back.js'
import type { State } from '../../src/state.js'
import { aServer, emptyState } from '../support/a-server.js'

it('takes the stock units for what they are, though nobody chose their sizes', async () => {
  const { facts } = await gatherFacts(practiceHost())
  expect(presentOf(facts)).toMatchObject({
    layout: 'one',
    groups: { all: { threads: 25, processes: 1 } },
    streaming: 1,
  })
})

it('is nothing where nothing runs', async () => {
  const { facts } = await gatherFacts(practiceHost({ layout: 'nothing' }))
  expect(presentOf(facts)).toBeNull()
})

it('gives no size to a queue that nobody serves', () => {
  const queues = ['default', 'push', 'ingress', 'mailers', 'pull', 'scheduler']
  const roles: State['roles'] = Object.fromEntries(
    queues.map((name) => [
      `mastodon-sidekiq-${name}@25.service`,
      { kind: 'sidekiq', claims: [], queues: [name], threads: 25 } as const,
    ]),
  )
  const present = presentOf(aServer({ state: { ...emptyState, active: Object.keys(roles), roles } }))
  expect(present).toMatchObject({
    layout: 'per-queue',
    groups: { push: { threads: 25, processes: 1 }, fasp: null },
  })
})
