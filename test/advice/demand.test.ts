import { describe, expect, test } from 'vitest'
import { threadsNeededIn } from '../../src/advice/demand.js'
import { recommend } from '../../src/advice/recommend.js'
import { adviseGroups } from '../../src/advice/threads.js'
import type { Layout } from '../../src/answers.js'
import { findings } from '../../src/findings.js'
import { groupText } from '../../src/questions/parse.js'
import { evidenceFor } from '../support/evidence.js'
import { factsFor, type World } from '../support/world.js'

const all = ['default', 'push', 'ingress', 'mailers', 'pull', 'scheduler', 'fasp']

/** A server where one process of so many threads serves all queues, most of its jobs from the queue that is late. */
function serverFor(
  queue: string,
  threads: number,
  world: World & { readonly idle?: number; readonly late?: number } = {},
) {
  const { idle = 0.4, late = 340, ...rest } = world
  const evidence = evidenceFor({
    idle,
    queues: { [queue]: { late } },
    together: [{ queues: all, threads, busy: threads }],
  })
  const jobs = Array.from({ length: threads }, (_, at) => ({
    queue: at % 4 === 0 ? 'default' : queue,
    since: evidence.now.at - 1,
  }))
  const processes = evidence.now.processes.map((each) => ({ ...each, jobs }))
  return factsFor({
    cores: 4,
    memory: 8,
    ...rest,
    evidence: { ...evidence, now: { ...evidence.now, processes } },
  })
}

const sizes = (facts: ReturnType<typeof factsFor>, layout: Layout) => {
  const groups = adviseGroups(facts, { ...recommend(facts), layout })
  return Object.entries(groups)
    .map(([label, size]) => `${label} ${groupText(size)}`)
    .join(', ')
}

describe('a layout that does not run yet', () => {
  test.each<[string, ReturnType<typeof serverFor>, Layout, string]>([
    [
      'nothing is late: by the size of the server',
      serverFor('push', 25, { late: 0 }),
      'split',
      'mail 5, rest 15x2',
    ],
    ['push is late: its part of the threads, and more', serverFor('push', 25), 'split', 'mail 5, rest 20x2'],
    [
      'cores are full: its part of the threads',
      serverFor('push', 25, { idle: 0.1 }),
      'split',
      'mail 5, rest 15x2',
    ],
    [
      'more than its processes can use: more of them',
      serverFor('push', 50, { cores: 8, memory: 16, maxConnections: 300 }),
      'split',
      'mail 5, rest 20x4',
    ],
    ['mail is late', serverFor('mailers', 25), 'split', 'mail 28, rest 14x2'],
    [
      'the others give what push needs',
      serverFor('push', 25),
      'per-queue',
      'default 8, push 28, ingress 4, mailers 4, pull 8, scheduler 4, fasp 1',
    ],
    [
      'a queue that computes gets processes',
      serverFor('ingress', 25, { cores: 8, memory: 16, maxConnections: 300 }),
      'per-queue',
      'default 10, push 25, ingress 5x6, mailers 5, pull 15, scheduler 5, fasp 2',
    ],
    [
      'a limit that is only assumed does not take it away',
      serverFor('push', 50, { maxConnections: null }),
      'split',
      'mail 5, rest 20x4',
    ],
  ])('%s', (_name, facts, layout, expected) => {
    expect(sizes(facts, layout)).toBe(expected)
  })

  test('no group with a late queue gets less than its part of the threads, and nothing is too much', () => {
    for (const queue of ['push', 'default', 'ingress', 'pull', 'mailers']) {
      for (const threads of [10, 25, 40]) {
        for (const layout of ['split', 'per-queue'] as const) {
          const facts = serverFor(queue, threads, { cores: 8, memory: 32, maxConnections: 300, late: 9000 })
          const answers = { ...recommend(facts), layout }
          const groups = adviseGroups(facts, answers)
          for (const [label, need] of Object.entries(threadsNeededIn(facts, layout))) {
            const size = groups[label]
            expect(
              (size?.threads ?? 0) * (size?.processes ?? 0),
              `${queue} ${threads} ${layout} ${label}`,
            ).toBeGreaterThanOrEqual(need / 1.6 - 1)
          }
          const wrong = findings(facts, { ...answers, groups }).filter(({ level }) => level !== 'note')
          expect(wrong).toEqual([])
        }
      }
    }
  })
})

test('the layout that runs is left to its own processes', () => {
  expect(threadsNeededIn(serverFor('push', 25), 'one')).toEqual({})
})
