import { describe, expect, test } from 'vitest'
import { threadsNeededIn } from '../../src/advice/demand.js'
import { adviseGroups } from '../../src/advice/threads.js'
import type { Layout } from '../../src/answers.js'
import { findings } from '../../src/findings.js'
import { recommend } from '../../src/questions/recommend.js'
import { printSize } from '../../src/questions/size-notation.js'
import { aLoad } from '../support/a-load.js'
import { aServer, type Server } from '../support/a-server.js'

const all = ['default', 'push', 'ingress', 'mailers', 'pull', 'scheduler', 'fasp']

/** A server where one process of so many threads serves all queues, most of its jobs from the queue that is late. */
function serverFor(
  queue: string,
  threads: number,
  server: Server & { readonly idle?: number; readonly late?: number } = {},
) {
  const { idle = 0.4, late = 340, ...rest } = server
  const load = aLoad({
    idle,
    queues: { [queue]: { late } },
    together: [{ queues: all, threads, busy: threads }],
  })
  const jobs = Array.from({ length: threads }, (_, at) => ({
    queue: at % 4 === 0 ? 'default' : queue,
    since: load.now.at - 1,
  }))
  const processes = load.now.processes.map((each) => ({ ...each, jobs }))
  return aServer({ ...rest, load: { ...load, now: { ...load.now, processes } } })
}

const sizes = (facts: ReturnType<typeof aServer>, layout: Layout) => {
  const groups = adviseGroups(facts, { ...recommend(facts), layout })
  return Object.entries(groups)
    .map(([label, size]) => `${label} ${printSize(size)}`)
    .join(', ')
}

describe('a layout that does not run yet', () => {
  test.each<[string, ReturnType<typeof serverFor>, Layout, string]>([
    [
      'nothing is late: by the size of the server',
      serverFor('push', 25, { late: 0 }),
      'split',
      'mail 1x5, rest 2x15',
    ],
    [
      'push is late: its part of the threads, and more',
      serverFor('push', 25),
      'split',
      'mail 1x5, rest 2x20',
    ],
    [
      'cores are full: its part of the threads',
      serverFor('push', 25, { idle: 0.1 }),
      'split',
      'mail 1x5, rest 2x15',
    ],
    [
      'more than its processes can use: more of them',
      serverFor('push', 50, { cores: 8, memory: 16, maxConnections: 300 }),
      'split',
      'mail 1x5, rest 4x20',
    ],
    ['mail is late', serverFor('mailers', 25), 'split', 'mail 1x28, rest 2x14'],
    [
      'the others give what push needs',
      serverFor('push', 25),
      'per-queue',
      'default 1x8, push 1x28, ingress 1x4, mailers 1x4, pull 1x8, scheduler 1x4, fasp 1x1',
    ],
    [
      'a queue that computes gets processes',
      serverFor('ingress', 25, { cores: 8, memory: 16, maxConnections: 300 }),
      'per-queue',
      'default 1x10, push 1x25, ingress 6x5, mailers 1x5, pull 1x15, scheduler 1x5, fasp 1x2',
    ],
    [
      'a limit that is only assumed does not take it away',
      serverFor('push', 50, { maxConnections: null }),
      'split',
      'mail 1x5, rest 4x20',
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
