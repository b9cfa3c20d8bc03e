import { describe, expect, test } from 'vitest'
import { adviseGroups } from '../../src/advice/threads.js'
import { withDependents } from '../../src/advice/with-dependents.js'
import { connectionsOf } from '../../src/budget/connections.js'
import { recommend } from '../../src/questions/recommend.js'
import { printSize } from '../../src/questions/size-notation.js'
import { aServer } from '../support/a-server.js'

describe('threads', () => {
  test('queues scale down together, with their least', () => {
    const facts = aServer({ cores: 8, memory: 16 })
    const groups = adviseGroups(facts, { ...recommend(facts), layout: 'per-queue' })
    const texts = Object.entries(groups).map(([label, size]) => `${label} ${printSize(size)}`)
    expect(texts.join(', ')).toBe(
      'default 1x5, push 1x13, ingress 1x2, mailers 1x2, pull 1x8, scheduler 1x2, fasp 1x1',
    )
  })

  test('a queue nobody has heard of gets 5', () => {
    const facts = aServer({ maxConnections: 500, queues: ['default', 'scheduler', 'novel'] })
    expect(adviseGroups(facts, { ...recommend(facts), layout: 'per-queue' })['novel']).toEqual({
      threads: 5,
      processes: 1,
    })
  })

  test('a replica doubles every connection', () => {
    const answers = recommend(aServer())
    const once = connectionsOf(aServer(), answers).total
    expect(connectionsOf(aServer({ settings: { replica: true } }), answers).total).toBe(2 * once)
    expect(once).toBe(65)
  })
})

describe('following a change', () => {
  const facts = aServer({ cores: 8, memory: 16, maxConnections: 300 })
  const before = recommend(facts)

  test('what was proposed is proposed anew', () => {
    const after = withDependents(facts, before, { ...before, cores: 2 })
    expect([after.web, after.layout, after.groups]).toEqual([
      { workers: 2, threads: 5 },
      'one',
      { all: { threads: 25, processes: 1 } },
    ])
  })

  test('what was set stays', () => {
    const own = {
      ...before,
      web: { workers: 3, threads: 7 },
      groups: { ...before.groups, push: { threads: 40, processes: 1 } },
    }
    const after = withDependents(facts, own, { ...own, streaming: 18 })
    expect(after.web).toEqual({ workers: 3, threads: 7 })
    expect(after.groups['push']).toEqual({ threads: 40, processes: 1 })
    expect(after.groups['default']?.threads).toBeLessThan(10)
  })
})
