import { expect, test } from 'vitest'
import { asItRuns } from '../../src/advice/running.js'
import type { Layout } from '../../src/answers.js'
import { recommend } from '../../src/questions/recommend.js'
import type { LoadWords } from '../support/a-load.js'
import { aServer } from '../support/a-server.js'

function groupsIn(layout: Layout, words: LoadWords) {
  const facts = aServer({ load: words })
  return asItRuns(facts, { ...recommend(facts), layout, groups: {} })?.groups
}

const all = ['default', 'push', 'ingress', 'mailers', 'pull', 'scheduler', 'fasp']

test('a process per queue', () => {
  expect(
    groupsIn('per-queue', {
      queues: { push: { threads: 40 }, fasp: { processes: 0 }, pull: { quiet: true } },
    }),
  ).toEqual({
    ...{
      default: { threads: 10, processes: 1 },
      push: { threads: 40, processes: 1 },
      ingress: { threads: 5, processes: 2 },
    },
    ...{
      mailers: { threads: 5, processes: 1 },
      pull: null,
      scheduler: { threads: 5, processes: 1 },
      fasp: null,
    },
  })
})

test('one process for all', () => {
  expect(groupsIn('one', { together: [{ queues: all.toReversed(), threads: 25 }] })).toEqual({
    all: { threads: 25, processes: 1 },
  })
})

test('processes of another server are not counted here', () => {
  expect(groupsIn('per-queue', { queues: { push: { here: false } } })).toMatchObject({
    push: null,
    default: { threads: 10 },
  })
})

test('another layout, a part of one, and nothing at all say nothing', () => {
  expect(groupsIn('split', {})).toBeUndefined()
  expect(groupsIn('per-queue', { together: [{ queues: ['push', 'pull'] }] })).toBeUndefined()
  expect(groupsIn('one', { together: [{ queues: all, processes: 0 }] })).toBeUndefined()
  expect(asItRuns(aServer(), recommend(aServer()))).toBeUndefined()
})
