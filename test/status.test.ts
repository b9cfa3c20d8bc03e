import { expect, test } from 'vitest'
import { statusJson } from '../src/status/json.js'
import { statusSchema } from '../src/status/json-schema.js'
import { remember } from '../src/status/latency-history.js'
import { foldLines } from '../src/status/line.js'
import { tableLines } from '../src/status/table.js'
import { liveLines, statusLines } from '../src/status.js'
import { desired } from '../src/units/desired.js'
import { aDetailedLoad, aProcess, aQueue, pushBehind } from './support/a-detailed-load.js'
import { aServer } from './support/a-server.js'
import { aUnit } from './support/a-unit.js'
import { answersFor } from './support/answers-for.js'

const behind = aServer({
  load: pushBehind,
  units: [aUnit(), aUnit({ unit: 'mastodon-web.service', active: false })],
})
const textOf = (lines: readonly { readonly text: string }[]) => lines.map(({ text }) => text).join('\n')

test('the queue that needs help first stands on top, one that nobody serves says so', () => {
  const text = textOf(statusLines(behind, 80))
  expect(text).toMatch(/^Queue .*\npush +1 × 25 +▇+░+ +16 of 25 +12 480 +5m 40s +growing$/m)
  expect(text).toMatch(/^pull .* shrinking$/m)
  expect(text).toMatch(/^default .* steady$/m)
  expect(text).toMatch(/^fasp +nobody +0 +–$/m)
  expect(text).toContain('push needs help first: 12 480 jobs wait, the oldest for 5m 40s.')
  expect(text).toContain('Nobody takes jobs of fasp.')
})

test('where one process can do no more, the layout that can is the command, with the sizes that its load asks for', () => {
  const all = ['default', 'push', 'ingress', 'mailers', 'pull', 'scheduler', 'fasp'].map((name) =>
    aQueue({ name }),
  )
  const late = all.map((queue) =>
    queue.name === 'push' ? { ...queue, size: 12_480, latency: 340, busy: 25 } : queue,
  )
  const jobs = Array.from({ length: 25 }, () => ({ queue: 'push', since: 1_700_000_000 }))
  const facts = aServer({
    load: aDetailedLoad(late, [aProcess({ busy: 25, jobs })]),
    units: [aUnit()],
  })
  const [reason, command] = statusLines(facts, 80).slice(-2)
  expect(reason?.text).toMatch(
    /^all: push is 340 s behind, all 25 threads busy, .* → the layout split, rest with 2 processes of 20 threads\./,
  )
  expect(command?.text).toBe('  mastodon-tune apply --layout split --queue rest=2x20')
})

test('processes by unit, those of other servers by name and number, draining ones in a word', () => {
  const text = textOf(statusLines(behind, 80))
  expect(text).toMatch(/^mastodon-sidekiq +▇▇▇▇▇▇ +25 of 25 +614 MB +95 % +all 7 queues$/m)
  expect(text).toMatch(/^other:7 .* – +– +nothing: draining$/m)
  expect(text).toMatch(/^mastodon-web\.service +inactive, though enabled/m)
})

test('connections, CPU and memory have a line each', () => {
  const text = textOf(statusLines(behind, 80))
  for (const part of [
    'Connections  40 of 97 in use',
    'CPU          40 % idle',
    'Memory       3 GB free of 8 GB',
  ])
    expect(text).toContain(part)
})

test.each([80, 76, 74])('at %i columns no table is wider, and no name is cut', (width) => {
  const wide = aServer({
    load: aDetailedLoad(
      [
        aQueue({
          name: 'scheduler',
          processes: 12,
          threads: 480,
          busy: 480,
          size: 1_234_567,
          latency: 187_200,
        }),
      ],
      Array.from({ length: 12 }, (_, at) =>
        aProcess({
          unit: `mastodon-sidekiq-0${at}-scheduler@40.service`,
          queues: ['scheduler'],
          threads: 40,
          busy: 40,
          memory: 1.5e9,
        }),
      ),
    ),
  })
  const lines = foldLines(statusLines(wide, width), width)
  expect(textOf(lines)).toContain('mastodon-sidekiq-011-scheduler@40')
  expect(Math.max(...lines.map(({ text }) => text.length))).toBeLessThanOrEqual(width)
})

test('a narrow terminal keeps name, busy, waiting, oldest and how it was lately', () => {
  const history = new Map([['push', [1, 2, 340]]])
  const text = textOf(liveLines(behind, 38, history))
  expect(text).toMatch(/^push +16\/25 +12 480 5m 40s ▂▂█$/m)
  expect(
    Math.max(
      ...text
        .split('\n\n')[0]!
        .split('\n')
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(38)
})

test('processes of different sizes are told apart', () => {
  const queues = ['push']
  const processes = [
    aProcess({ queues, threads: 25 }),
    aProcess({ queues, threads: 40 }),
    aProcess({ queues, threads: 40 }),
  ]
  const facts = aServer({
    load: aDetailedLoad([aQueue({ name: 'push', processes: 3, threads: 105 })], processes),
  })
  expect(textOf(statusLines(facts, 80))).toContain('1 × 25 + 2 × 40')
})

test('what could not be had says why in its place', () => {
  const text = textOf(statusLines(aServer({ maxConnections: null }), 80))
  expect(text).toContain('Queues: not known. nobody asked what Sidekiq does')
  expect(text).toContain('Connections  not known. It did not answer.')
  const settings = { readable: { unknown: '.env.production may not be read' } }
  const unread = textOf(statusLines(aServer({ maxConnections: null, settings }), 80))
  expect(unread).toContain('Not all can be seen: .env.production may not be read')
  expect(unread).toContain('Queues: not known without .env.production')
  expect(textOf(statusLines(aServer({ load: aDetailedLoad([aQueue()], []) }), 80))).toContain(
    'No Sidekiq process is running',
  )
})

test('the ages of the oldest jobs are remembered for twenty looks, and through a look that failed', () => {
  const seen = Array.from({ length: 30 }, (_, latency) =>
    aServer({ load: aDetailedLoad([aQueue({ latency })]) }),
  )
  const history = seen.reduce(remember, new Map<string, readonly number[]>())
  expect(history.get('default')).toEqual(Array.from({ length: 20 }, (_, at) => at + 10))
  expect(remember(history, aServer())).toBe(history)
})

test('a table cuts its first column only when nothing else can go', () => {
  const columns = [
    { head: 'Name', cells: ['a name of great length'] },
    { head: 'N', cells: ['12'], right: true },
    { head: 'Bar', cells: ['▇▇▇'], spare: 1 },
  ]
  expect(tableLines(columns, 80)).toEqual([
    'Name                     N  Bar',
    'a name of great length  12  ▇▇▇',
  ])
  expect(tableLines(columns, 12)).toEqual(['Name       N', 'a name o… 12'])
})

test('as JSON: numbers, null and a sentence for what is not known, and no jobs', () => {
  const jobs = [{ queue: 'push', since: 1 }]
  const json = statusJson(
    aServer({
      load: aDetailedLoad([aQueue({ size: 4, latency: 1.5 })], [aProcess({ jobs })]),
      units: [aUnit()],
    }),
  )
  expect(statusSchema.strict().parse(json)).toEqual(json)
  expect(json).toMatchObject({
    units: [{ unit: 'mastodon-sidekiq.service', active: true, enabled: true, kind: null }],
    queues: [{ name: 'default', size: 4, latency: 1.5, threads: 25, busy: 0, processes: 1 }],
    machine: { idle: 0.4 },
    connections: { inUse: 40, limit: 97 },
    why: [],
  })
  expect(json.processes?.[0]).not.toHaveProperty('jobs')
  const unknown = statusJson(aServer({ maxConnections: null }))
  expect(statusSchema.parse(unknown)).toMatchObject({
    queues: null,
    processes: null,
    connections: { inUse: null, limit: null },
  })
  expect(unknown.why).toEqual(['nobody asked what Sidekiq does', 'It did not answer.'])
})

test('as JSON: the advice with its commands as the text has it, and what a surge has added until when', () => {
  const processes = [
    aProcess({ busy: 25, threads: 25, queues: ['push'], unit: 'mastodon-sidekiq-01-push@25.service' }),
  ]
  const waiting = [aQueue({ name: 'push', size: 12_480, latency: 340, busy: 25 })]
  const late = aServer({
    maxConnections: 300,
    queues: ['push'],
    load: aDetailedLoad(waiting, processes, waiting),
  })
  const { advice } = statusJson(late)
  expect(advice).toEqual([
    {
      label: 'all',
      reason: expect.stringContaining('push is 340 s behind'),
      command: ['mastodon-tune', 'resize', 'all=1x40'],
    },
  ])
  const text = textOf(statusLines(late, 80))
  expect(text).toContain(`${advice?.[0]?.reason}\n  ${advice?.[0]?.command.join(' ')}`)
  expect(statusJson(aServer()).advice).toBeNull()

  const surges = { push: { threads: 10, processes: 2, until: 1_800_000_000 } }
  const state = desired(aServer(), answersFor('per-queue', { surges }))
  const json = statusJson({ ...late, state })
  expect(json.surges).toEqual([
    {
      ...{ label: 'push', threads: 10, processes: 2, until: 1_800_000_000 },
      units: ['mastodon-sidekiq-02-push@10.service', 'mastodon-sidekiq-03-push@10.service'],
    },
  ])
  expect(statusSchema.strict().parse(json)).toEqual(json)
})
