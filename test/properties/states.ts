import fc from 'fast-check'
import { fileOf, type Role, type State, type Unit, unitDirectory } from '../../src/state.js'

const names = ['default', 'push', 'pull', 'scheduler'] as const

/** A unit file: what its instances are, and a mark that makes its text another where nothing else does. */
type Text = Pick<Role, 'kind' | 'queues' | 'stopSeconds'> & { readonly claim?: string; readonly mark: string; readonly workers?: number }

const mark = fc.constantFrom('a', 'b')
const sidekiq: fc.Arbitrary<Text> = fc.record({
  kind: fc.constant('sidekiq'),
  queues: fc.subarray([...names], { minLength: 1 }),
  stopSeconds: fc.constantFrom(15, 60),
  mark,
})
const on = (kind: 'web' | 'streaming', ...ports: readonly number[]): fc.Arbitrary<Text> =>
  fc.record({
    kind: fc.constant(kind),
    claim: fc.constantFrom(...ports.map((port) => `port ${port}`)),
    workers: fc.integer({ min: 1, max: 4 }),
    mark,
  })
const plain = (kind: Role['kind']): fc.Arbitrary<Text> => fc.record({ kind: fc.constant(kind), mark })

/** What each file may be, and the units that it may run as. */
const files: readonly (readonly [readonly Unit[], fc.Arbitrary<Text>])[] = [
  [['mastodon.target'], plain('target')],
  [['mastodon-sidekiq.service'], fc.oneof(sidekiq, plain('shim'))],
  [['a.service'], sidekiq],
  [['b@5.service', 'b@30.service'], sidekiq],
  [['c@10.service', 'c@20.service'], sidekiq],
  [['d@1.service', 'd@50.service'], sidekiq],
  [['mastodon-web.service'], on('web', 3000, 3001)],
  [['other-web.service'], on('web', 3000, 3001)],
  [['mastodon-streaming.service'], fc.oneof(on('streaming', 4000, 4001), plain('shim'))],
  [['s@4000.service'], on('streaming', 4000)],
]

function roleOf(unit: Unit, { kind, queues, stopSeconds, claim, workers = 0 }: Text): Role {
  if (kind !== 'sidekiq')
    return { kind, claims: claim === undefined ? [] : [claim], ...(kind === 'web' ? { threads: 5 * workers, workers } : {}) }
  const threads = Number(/@(\d+)/.exec(unit)?.[1] ?? 25)
  return { kind, claims: queues?.includes('scheduler') ? ['scheduler'] : [], queues: queues ?? [], threads, stopSeconds: stopSeconds ?? 60 }
}

const chosen = fc.tuple(
  ...files.map(([units, text]) =>
    fc.option(
      text.chain((each) =>
        fc.tuple(
          ...units.map((unit) =>
            fc.record({ unit: fc.constant(unit), text: fc.constant(each), enabled: fc.boolean(), active: fc.boolean() }),
          ),
        ),
      ),
      { freq: 2 },
    ),
  ),
)

/** States of a server that someone set up by hand: several Sidekiq units with random queues, claims, shims and stop times. */
export const states: fc.Arbitrary<State> = fc.tuple(chosen, fc.constantFrom('multi-user.target', 'mastodon.target')).map(([some, by]) => {
  const units = some.flatMap((each) => each ?? []).map((each) => ({ ...each, role: roleOf(each.unit, each.text) }))
  const held = new Set<string>()
  const active = units.filter(({ active: runs, role: { claims } }) => {
    if (!runs || claims.some((claim) => held.has(claim))) return false
    for (const claim of claims) held.add(claim)
    return true
  })
  const linked = units.filter(({ enabled }) => enabled).map(({ unit }) => [`${unitDirectory}/${by}.wants/${unit}`, fileOf(unit)] as const)
  return {
    files: Object.fromEntries(units.map(({ unit, text }) => [fileOf(unit), JSON.stringify(text)])),
    links: Object.fromEntries(linked),
    active: active.map(({ unit }) => unit),
    roles: Object.fromEntries(units.map(({ unit, role }) => [unit, role])),
  }
})
