import { groupsFor } from '../../src/answers/groups.js'
import type { Answers, GroupSize, Layout } from '../../src/answers.js'
import { recommend } from '../../src/questions/recommend.js'
import { aServer } from './a-server.js'

/** Answers of a layout, each group one process of ten threads unless `sizes` says otherwise. */
export function answersFor(
  layout: Layout,
  change: Partial<Answers> = {},
  sizes: Readonly<Record<string, GroupSize | null>> = {},
): Answers {
  const facts = aServer()
  const groups = Object.fromEntries(
    groupsFor(facts, { layout }).map(({ label }) => [label, { threads: 10, processes: 1 }]),
  )
  return {
    ...recommend(facts),
    cores: 4,
    memory: 8e9,
    web: { workers: 2, threads: 5 },
    streaming: 1,
    layout,
    sandbox: 'stock',
    ...change,
    groups: { ...groups, ...sizes },
  }
}
