import fc from 'fast-check'
import { fileOf, type Role, type State, type Unit, unitDirectory } from '../../../src/state.js'

const names = ['default', 'push', 'pull', 'scheduler'] as const

/** A unit file: what its instances are, and a mark that makes its text another where nothing else does. */
type Text = Pick<Role, 'kind' | 'queues' | 'stopSeconds'> & {
  readonly claim?: string
  readonly mark: string
  readonly workers?: number
}

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
    return {
      kind,
      claims: claim === undefined ? [] : [claim],
      ...(kind === 'web' ? { threads: 5 * workers, workers } : {}),
    }
  const threads = Number(/@(\d+)/.exec(unit)?.[1] ?? 25)
  return {
    kind,
    claims: queues?.includes('scheduler') ? ['scheduler'] : [],
    queues: queues ?? [],
    threads,
    stopSeconds: stopSeconds ?? 60,
  }
}

/** What a package or an admin has put below /lib: no plan changes that, it can only lay a file of its own over it. */
const vendor = fc.tuple(...files.map(([, text]) => fc.option(text, { freq: 1 })))

type Vendor = readonly (Text | null)[]
type Chosen = {
  readonly unit: Unit
  readonly text: Text
  readonly covers: boolean
  readonly enabled: boolean
  readonly active: boolean
}

/** Each file with the units that it runs as: one below /etc, or what lies below /lib. */
const chosen = (below: Vendor): fc.Arbitrary<readonly (readonly Chosen[])[]> =>
  fc.tuple(
    ...files.map(([units, own], at): fc.Arbitrary<readonly Chosen[]> => {
      const etc = own.map((text) => ({ text, covers: true }))
      const theirs = below[at]
      const file = theirs ? fc.oneof(etc, fc.constant({ text: theirs, covers: false })) : etc
      const some = file.chain((each) =>
        fc.tuple(
          ...units.map((unit) =>
            fc
              .record({ enabled: fc.boolean(), active: fc.boolean() })
              .map((flags) => ({ unit, ...each, ...flags })),
          ),
        ),
      )
      // Without a file of its own, what lies below /lib is still there, and may run.
      return theirs ? some : fc.option(some, { freq: 2 }).map((each) => each ?? [])
    }),
  )

const lib = (unit: Unit) => fileOf(unit).replace(unitDirectory, '/lib/systemd/system')

const stateOver = (below: Vendor): fc.Arbitrary<State> =>
  fc.tuple(chosen(below), fc.constantFrom('multi-user.target', 'mastodon.target')).map(([some, by]) => {
    const units = some.flat().map((each) => ({ ...each, role: roleOf(each.unit, each.text) }))
    const held = new Set<string>()
    const active = units.filter(({ active: runs, role: { claims } }) => {
      if (!runs || claims.some((claim) => held.has(claim))) return false
      for (const claim of claims) held.add(claim)
      return true
    })
    const linked = units
      .filter(({ enabled }) => enabled)
      .map(
        ({ unit, covers }) =>
          [`${unitDirectory}/${by}.wants/${unit}`, covers ? fileOf(unit) : lib(unit)] as const,
      )
    return {
      files: Object.fromEntries(
        units.filter(({ covers }) => covers).map(({ unit, text }) => [fileOf(unit), JSON.stringify(text)]),
      ),
      links: Object.fromEntries(linked),
      active: active.map(({ unit }) => unit),
      roles: Object.fromEntries(units.map(({ unit, role }) => [unit, role])),
    }
  })

/** Some states of one server, and what a unit is by the text that it has in one of them; undefined where it has none. */
export const anyStatesOfOneServer = (count: number) =>
  vendor.chain((below) =>
    fc.record({
      states: fc.array(stateOver(below), { minLength: count, maxLength: count }),
      roleIn: fc.constant(({ files: texts }: State, unit: Unit): Role | undefined => {
        const lies = below[files.findIndex(([units]) => units.includes(unit))]
        const text = texts[fileOf(unit)] ?? (lies ? JSON.stringify(lies) : undefined)
        return text === undefined ? undefined : roleOf(unit, JSON.parse(text) as Text)
      }),
    }),
  )

/** Two states of a server that someone set up by hand: several Sidekiq units with random queues, claims, shims and stop times. */
export const anyTwoStates: fc.Arbitrary<readonly [State, State]> = vendor.chain((below) =>
  fc.tuple(stateOver(below), stateOver(below)),
)

/** One such state. */
export const anyState: fc.Arbitrary<State> = anyTwoStates.map(([state]) => state)
