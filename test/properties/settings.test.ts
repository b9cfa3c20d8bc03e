import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseQueues } from '../../src/facts/queues.js'
import { HostError } from '../../src/host/host.js'
import type { Facts } from '../../src/known/facts.js'
import { parseAnswersFile } from '../../src/options/file.js'
import type { Settings } from '../../src/options/options.js'
import { edit } from '../../src/options/settings.js'
import { parseSpan } from '../../src/options/spans.js'
import { withSurges } from '../../src/options/surge.js'
import { recommend } from '../../src/questions/recommend.js'
import { UnitTextError } from '../../src/systemd/escape.js'
import { desired } from '../../src/units/desired.js'
import { WrongInput } from '../../src/wrong-input.js'
import { aServer } from '../support/a-server.js'
import { aUnit } from '../support/a-unit.js'
import { answersFor } from '../support/answers-for.js'
import { anyPath, anyText } from '../support/arbitrary/texts.js'
import { holds } from '../support/holds.js'

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
function wellFormed(facts: Facts, answers = answersFor('per-queue')): void {
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
    cores: anyText,
    memory: anyText,
    web: anyText,
    streaming: anyText,
    layout: anyText,
    sandbox: anyText,
    queues: fc.dictionary(fc.oneof(anyText, fc.constantFrom('push', 'scheduler')), anyText, { maxKeys: 2 }),
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
    const facts = aServer()
    const answers = await orRefused(() => edit(facts, answersFor('per-queue'), given, (name) => `--${name}`))
    if (answers !== null) await orRefused(() => wellFormed(facts, answers))
  }))

test('a surge is refused clearly, or gives answers that make units', () =>
  holds(
    'surges',
    runs,
    fc.tuple(fc.oneof(anyText, fc.constant('push')), anyText, anyText),
    async ([label, size, span]) => {
      await orRefused(() =>
        wellFormed(
          aServer(),
          withSurges(aServer(), answersFor('per-queue'), { [label]: size }, 1e9 + parseSpan(span)),
        ),
      )
    },
  ))

test('an answers file is refused clearly, or gives settings', () =>
  holds(
    'answers file',
    runs,
    fc.oneof(
      anyText,
      settings.map((each) => JSON.stringify(each)),
      fc.tuple(anyText, anyText).map(([a, b]) => `${a}: ${b}\n`),
    ),
    async (text) => {
      const given = await orRefused(() => parseAnswersFile('answers.yaml', text))
      if (given !== null)
        await orRefused(() =>
          edit(aServer(), answersFor('per-queue'), given, (name) => `${name} in answers.yaml:`),
        )
    },
  ))

test('queue names in config/sidekiq.yml are refused clearly, or make units', () =>
  holds(
    'queue names',
    runs,
    fc.array(fc.tuple(anyText, fc.oneof(fc.integer(), fc.double(), anyText)), { minLength: 1, maxLength: 3 }),
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
        const facts = aServer({ queues: found })
        await orRefused(() => wellFormed(facts, { ...recommend(facts) }))
      }
    },
  ))

test('what the server itself says is refused clearly, or stands in its own line', () =>
  holds(
    'facts',
    { some: 20, all: 200 },
    fc.record({
      home: anyPath(anyText),
      user: anyText,
      uploads: anyPath(anyText),
      bundle: anyPath(anyText),
      node: fc.oneof(anyText, anyPath(anyText)),
      jemalloc: anyText,
      bind: anyText,
      port: anyText,
      socket: fc.oneof(anyText, anyPath(anyText)),
    }),
    async ({ home, user, uploads, bundle, node, jemalloc, bind, port, socket }) => {
      const changes: readonly Facts[] = [
        aServer({ home }),
        aServer({ user }),
        aServer({ settings: { uploads } }),
        aServer({ programs: { bundle: { value: bundle } } }),
        aServer({ programs: { node: { value: node } } }),
        aServer({ programs: { jemalloc: { value: jemalloc } } }),
        aServer({
          units: [aUnit({ unit: 'mastodon-web.service', environment: { BIND: bind, PORT: port } })],
        }),
        aServer({ units: [aUnit({ unit: 'mastodon-web.service', environment: { SOCKET: socket } })] }),
      ]
      for (const facts of changes) await orRefused(() => wellFormed(facts))
    },
  ))
