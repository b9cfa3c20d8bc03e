import fc from 'fast-check'
import { groupsFor } from '../../../src/answers/groups.js'
import { type Answers, layouts, type Surge, sandboxLevels } from '../../../src/answers.js'
import type { Queue } from '../../../src/mastodon/queue.js'
import type { PracticeWorld } from '../../../src/practice/world.js'
import { recommend } from '../../../src/questions/recommend.js'
import { aServer } from '../a-server.js'

const gibibyte = 1024 ** 3
const usual = ['default', 'push', 'ingress', 'mailers', 'pull', 'scheduler', 'fasp'] as const
/** Names that an admin's own jobs may have; `all`, `mail` and `rest` are our labels, too. */
const own = ['my-own', 'video.encode', 'a_b', 'all', 'mail', 'rest', 'relief', 'v1']

/** Queues as config/sidekiq.yml may name them. */
export const anyQueues: fc.Arbitrary<PracticeWorld['queues']> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(usual.map((name): readonly [string, number] => [name, 1])) },
  {
    weight: 2,
    arbitrary: fc.uniqueArray(fc.tuple(fc.constantFrom(...usual, ...own), fc.integer({ min: 1, max: 8 })), {
      minLength: 1,
      maxLength: 7,
      selector: ([name]) => name,
    }),
  },
)

/** A server without its units. */
export const anyWorld: fc.Arbitrary<Omit<PracticeWorld, 'layout'>> = fc.record({
  cores: fc.integer({ min: 1, max: 32 }),
  memory: fc.integer({ min: 1, max: 64 }).map((count) => count * gibibyte),
  version: fc.constantFrom<readonly [number, number, number]>(
    [3, 5, 19],
    [4, 1, 9],
    [4, 2, 0],
    [4, 4, 1],
    [4, 6, 5],
  ),
  queues: anyQueues,
  maxConnections: fc.integer({ min: 20, max: 400 }),
  load: fc.constantFrom('quiet', 'push behind'),
})

/** Complete answers that fit a server's queues; with more `processes` than that no new case comes up. */
export function anyAnswers(names: readonly Queue[], processes = 2): fc.Arbitrary<Answers> {
  return fc.constantFrom(...layouts).chain((layout) => {
    const groups = groupsFor({ mastodon: { queues: names } }, { layout })
    const size = (exclusive: boolean) =>
      fc.record({
        threads: fc.integer({ min: 1, max: 50 }),
        processes: fc.integer({ min: 1, max: exclusive ? 1 : processes }),
      })
    const sizes = fc.tuple(
      ...groups.map(({ label, exclusive }) =>
        fc.tuple(fc.constant(label), fc.option(size(exclusive), { freq: 8 })),
      ),
    )
    const drawn = fc.record({
      cores: fc.integer({ min: 1, max: 32 }),
      memory: fc.integer({ min: 1, max: 64 }).map((count) => count * gibibyte),
      web: fc.option(
        fc.record({ workers: fc.integer({ min: 0, max: 9 }), threads: fc.integer({ min: 1, max: 20 }) }),
        { freq: 6 },
      ),
      streaming: fc.integer({ min: 0, max: 3 }),
      layout: fc.constant(layout),
      groups: sizes.map((entries) => Object.fromEntries(entries)),
      sandbox: fc.constantFrom(...sandboxLevels),
    })
    return drawn.map((answers) => ({ ...recommend(aServer()), ...answers }))
  })
}

/** Answers with a surge on one of their groups, where one can have it. */
export function withAnySurge(answers: Answers, names: readonly Queue[]): fc.Arbitrary<Answers> {
  const able = groupsFor({ mastodon: { queues: names } }, answers).filter(
    ({ label, exclusive }) => !exclusive && answers.groups[label],
  )
  if (able.length === 0) return fc.constant(answers)
  const surge: fc.Arbitrary<Surge> = fc.record({
    threads: fc.integer({ min: 1, max: 50 }),
    processes: fc.integer({ min: 1, max: 2 }),
    until: fc.integer({ min: 1_700_000_000, max: 4_000_000_000 }),
  })
  return fc
    .tuple(fc.constantFrom(...able), surge)
    .map(([{ label }, each]) => ({ ...answers, surges: { [label]: each } }))
}

/** Queues as facts have them. */
export const queuesIn = (names: PracticeWorld['queues']): readonly Queue[] =>
  names.map(([name, weight]) => ({ name, weight }))
