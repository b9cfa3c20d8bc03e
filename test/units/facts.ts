import { groupsFor } from '../../src/answers/groups.js'
import type { Answers, GroupSize, Layout } from '../../src/answers.js'
import type { Facts, Mastodon, Programs, Settings } from '../../src/known/facts.js'
import { recommend } from '../../src/questions/recommend.js'
import type { State } from '../../src/state.js'
import { factsFor } from '../support/world.js'

const names = [
  ['default', 8],
  ['push', 6],
  ['ingress', 4],
  ['mailers', 2],
  ['pull', 1],
  ['scheduler', 1],
  ['fasp', 1],
] as const
export const queues = names.map(([name, weight]) => ({ name, weight }))
export const nothing: State = { files: {}, links: {}, active: [], roles: {} }

export interface Change {
  readonly mastodon?: Partial<Mastodon>
  readonly programs?: Partial<Programs>
  readonly settings?: Partial<Settings>
  readonly state?: State
}

/** A server of Mastodon 4.6, without units unless `state` says otherwise; its programs exist wherever tests run. */
export function factsOf(change: Change = {}): Facts {
  const healthy = factsFor()
  return {
    ...healthy,
    mastodon: { ...healthy.mastodon, version: version(4, 6), queues, ...change.mastodon },
    programs: {
      bundle: { value: '/usr/bin/true' },
      node: { value: '/usr/bin/env' },
      jemalloc: { value: 'libjemalloc.so' },
      ...change.programs,
    },
    settings: { ...healthy.settings, ...change.settings },
    state: change.state ?? nothing,
  }
}

export function version(major: number, minor: number): Mastodon['version'] {
  return { major, minor, patch: 0, text: `${major}.${minor}.0` }
}

/** Answers of a layout, each group one process of ten threads unless `sizes` says otherwise. */
export function answersOf(
  layout: Layout,
  change: Partial<Answers> = {},
  sizes: Readonly<Record<string, GroupSize | null>> = {},
): Answers {
  const groups = Object.fromEntries(
    groupsFor({ mastodon: { queues } }, { layout }).map(({ label }) => [
      label,
      { threads: 10, processes: 1 },
    ]),
  )
  return {
    ...recommend(factsFor()),
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
