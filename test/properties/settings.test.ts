import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseQueues } from '../../src/facts/queues.js'
import { HostError } from '../../src/host/host.js'
import type { Facts } from '../../src/known/facts.js'
import type { Settings } from '../../src/options/answer-options.js'
import { parseAnswersFile } from '../../src/options/file.js'
import { edit } from '../../src/options/settings.js'
import { parseSpan, withSurges } from '../../src/options/surge.js'
import { recommend } from '../../src/questions/recommend.js'
import { UnitTextError } from '../../src/systemd/escape.js'
import { desired } from '../../src/units/desired.js'
import { WrongInput } from '../../src/wrong-input.js'
import { unitFor } from '../support/world.js'
import { answersOf, factsOf } from '../units/facts.js'
import { holds } from './holds.js'
import { any, paths } from './texts.js'

const runs = { some: 100, all: 1000 }

/** The value, or null after a clear refusal: one sentence of one line, nothing in it that a terminal would obey, not endless. */
async function orRefused<T>(make: () => T | Promise<T>): Promise<T | null> {
  try {
    return await make()
  } catch (error) {
    if (!(error instanceof WrongInput || error instanceof UnitTextError || error instanceof HostError))
      throw error
    expect(error.message).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200e\u200f]/u)
    expect(error.message.length).toBeLessThan(1000)
    return null
  }
}

/** Every file of units is lines of sections, comments and `Key=value`: nothing broke out of its line. */
function wellFormed(facts: Facts, answers = answersOf('per-queue')): void {
  const { files, links } = desired(facts, answers)
  for (const [path, text] of Object.entries(files)) {
    expect(path).toMatch(/^\/etc\/systemd\/system\/[\w.@:-]+$/)
    for (const line of text.split('\n'))
      expect(line).toMatch(/^(|# .*|\[[A-Z][a-z]+\]|[A-Z][A-Za-z]+=[^\p{Cc}]*)$/u)
    expect(text).not.toMatch(/\\\n/)
  }
  for (const link of Object.keys(links)) expect(link).toMatch(/^[\w.@:/-]+$/)
}

const settings: fc.Arbitrary<Settings> = fc.record(
  {
    cores: any,
    memory: any,
    web: any,
    streaming: any,
    layout: any,
    sandbox: any,
    queues: fc.dictionary(fc.oneof(any, fc.constantFrom('push', 'scheduler')), any, { maxKeys: 2 }),
  },
  { requiredKeys: [] },
)
const one = fc
  .constantFrom('cores', 'memory', 'web', 'streaming', 'layout', 'sandbox', 'queues')
  .chain((key) =>
    settings.filter((each) => key in each).map((each): Settings => ({ [key]: each[key as keyof Settings] })),
  )

test('a setting is refused clearly, or gives answers that make units', () =>
  holds('settings', runs, fc.oneof(settings, one), async (given) => {
    const facts = factsOf()
    const answers = await orRefused(() => edit(facts, answersOf('per-queue'), given, (name) => `--${name}`))
    if (answers !== null) await orRefused(() => wellFormed(facts, answers))
  }))

test('a surge is refused clearly, or gives answers that make units', () =>
  holds(
    'surges',
    runs,
    fc.tuple(fc.oneof(any, fc.constant('push')), any, any),
    async ([label, size, span]) => {
      await orRefused(() =>
        wellFormed(
          factsOf(),
          withSurges(factsOf(), answersOf('per-queue'), { [label]: size }, 1e9 + parseSpan(span)),
        ),
      )
    },
  ))

test('an answers file is refused clearly, or gives settings', () =>
  holds(
    'answers file',
    runs,
    fc.oneof(
      any,
      settings.map((each) => JSON.stringify(each)),
      fc.tuple(any, any).map(([a, b]) => `${a}: ${b}\n`),
    ),
    async (text) => {
      const given = await orRefused(() => parseAnswersFile('answers.yaml', text))
      if (given !== null)
        await orRefused(() =>
          edit(factsOf(), answersOf('per-queue'), given, (name) => `${name} in answers.yaml:`),
        )
    },
  ))

test('queue names in config/sidekiq.yml are refused clearly, or make units', () =>
  holds(
    'queue names',
    runs,
    fc.array(fc.tuple(any, fc.oneof(fc.integer(), fc.double(), any)), { minLength: 1, maxLength: 3 }),
    async (names) => {
      const quoted = names.map(
        ([name, weight]) =>
          `  - [${JSON.stringify(name)}, ${typeof weight === 'number' ? weight : JSON.stringify(weight)}]`,
      )
      const plain = names.map(([name, weight]) => `  - [${name}, ${weight}]`)
      for (const lines of [quoted, plain]) {
        const found = await orRefused(() =>
          parseQueues(`:queues:\n${lines.join('\n')}\n`, '/live/config/sidekiq.yml'),
        )
        if (found === null) continue
        const facts = factsOf({ mastodon: { queues: found } })
        await orRefused(() => wellFormed(facts, { ...recommend(facts) }))
      }
    },
  ))

test('what the server itself says is refused clearly, or stands in its own line', () =>
  holds(
    'facts',
    { some: 20, all: 200 },
    fc.record({
      home: paths(any),
      user: any,
      uploads: paths(any),
      bundle: paths(any),
      node: fc.oneof(any, paths(any)),
      jemalloc: any,
      bind: any,
      port: any,
      socket: fc.oneof(any, paths(any)),
    }),
    async ({ home, user, uploads, bundle, node, jemalloc, bind, port, socket }) => {
      const usual = factsOf()
      const changes: readonly Facts[] = [
        factsOf({ mastodon: { home } }),
        factsOf({ mastodon: { user } }),
        factsOf({ settings: { uploads } }),
        factsOf({ programs: { bundle: { value: bundle } } }),
        factsOf({ programs: { node: { value: node } } }),
        factsOf({ programs: { jemalloc: { value: jemalloc } } }),
        {
          ...usual,
          units: [unitFor({ unit: 'mastodon-web.service', environment: { BIND: bind, PORT: port } })],
        },
        { ...usual, units: [unitFor({ unit: 'mastodon-web.service', environment: { SOCKET: socket } })] },
      ]
      for (const facts of changes) await orRefused(() => wellFormed(facts))
    },
  ))
