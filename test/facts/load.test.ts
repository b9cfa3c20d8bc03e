import { expect, test } from 'vitest'
import { readLoad } from '../../src/facts/load.js'
import { sidekiqProcesses } from '../../src/facts/sidekiq.js'
import { type Contents, pretendRedis } from '../support/pretend-redis.js'
import { job, now, sidekiqInRedis } from '../support/sidekiq-in-redis.js'
import { tinyHost } from '../support/tiny-host.js'

const unit = 'mastodon-sidekiq.service'
const hostOf = (contents: Contents, hostname = 'social') => ({
  ...tinyHost({}),
  askRedis: pretendRedis(contents, now),
  machine: async () => ({ hostname, cores: 4, uid: 0, pid: 1 }),
})
const access = (prefix = '') => ({ url: 'redis://localhost', prefix })
const load = (contents: Contents, prefix = '', queues = ['default', 'push', 'mailers'], hostname?: string) =>
  readLoad(hostOf(contents, hostname), access(prefix), { queues, units: [{ unit, pid: 140 }] })
const queue = (
  name: string,
  size: number,
  latency: number,
  processes: number,
  threads: number,
  busy: number,
) => ({
  name,
  size,
  latency: expect.closeTo(latency, 3),
  processes,
  threads,
  busy,
})

test.each([
  ['6.4', ''],
  ['6.5', ''],
  ['7.3', ''],
  ['8.0.9', ''],
  ['8.1', ''],
  ['6.5', 'mastodon:'],
] as const)('Sidekiq %s, prefix %j', async (release, prefix) => {
  const { at, queues, processes } = await load(sidekiqInRedis(release, prefix), prefix)
  expect(at).toBeCloseTo(now)
  expect(queues).toEqual([
    queue('default', 0, 0, 1, 25, 1),
    queue('push', 2, 12.5, 1, 25, 2),
    queue('mailers', 0, 0, 0, 0, 0),
  ])
  expect(processes).toEqual([
    {
      identity: 'social:140:a6c1dea8359c',
      hostname: 'social',
      pid: 140,
      unit,
      queues: ['default', 'push'],
      threads: 25,
      busy: 3,
      quiet: false,
      memory: 400_000 * 1024,
      cpu: null,
      jobs: [
        { queue: 'push', since: 1_700_000_090 },
        { queue: 'push', since: 1_700_000_095 },
        { queue: 'default', since: 1_700_000_099 },
      ],
    },
  ])
  expect(JSON.stringify(processes)).not.toContain('private')
})

test('a process of another machine with the same number has no unit here', async () => {
  expect((await load(sidekiqInRedis('8.1'), '', ['push'], 'elsewhere')).processes[0]?.unit).toBeNull()
})

test('a quiet process serves nothing any more', async () => {
  const contents = sidekiqInRedis('8.1')
  const key = 'social:140:a6c1dea8359c'
  const { queues, processes } = await load({ ...contents, [key]: { ...contents[key], quiet: 'true' } }, '', [
    'default',
  ])
  expect(queues).toEqual([queue('default', 0, 0, 0, 0, 0), queue('push', 2, 12.5, 0, 0, 0)])
  expect(processes[0]).toMatchObject({ quiet: true, busy: 3 })
})

test('a process whose hash ran out is dead', async () => {
  expect(
    await sidekiqProcesses(
      hostOf({ ...sidekiqInRedis('7.3'), processes: ['social:140:a6c1dea8359c', 'social:99:bbb'] }),
      access(),
    ),
  ).toHaveLength(1)
})

test.each([
  ['nothing there', {}, []],
  ['milliseconds left over from Sidekiq 8', { 'queue:a': [job('a', now - 30, true)] }, [['a', 1, 30]]],
  [
    'pushed back at a stop: the right end is the oldest',
    { 'queue:a': [job('a', now - 1, false), job('a', now - 90, false)] },
    [['a', 2, 90]],
  ],
  ['only created_at', { 'queue:a': [JSON.stringify({ created_at: now - 7 })] }, [['a', 1, 7]]],
  ['a clock ahead of ours', { 'queue:a': [job('a', now + 50, false)] }, [['a', 1, 0]]],
  ['no JSON', { 'queue:a': ['{"enqueued_at":'] }, [['a', 1, 0]]],
  ['no object', { 'queue:a': ['[1700000000]'] }, [['a', 1, 0]]],
  ['no moment', { 'queue:a': ['{"enqueued_at":"yesterday","created_at":null}'] }, [['a', 1, 0]]],
])('latency: %s', async (_, contents, expected) => {
  const { queues } = await load({ queues: ['a', 'empty'], ...contents }, '', [])
  expect(queues.map(({ name, size, latency }) => [name, size, Math.round(latency)])).toEqual(expected)
})

const infoOf = async (
  info: object,
  more: Readonly<Record<string, string>> = {},
  work: Readonly<Record<string, string>> = {},
) => {
  const contents: Contents = {
    processes: ['h:1:x'],
    'h:1:x': { info: JSON.stringify(info), ...more },
    'h:1:x:work': work,
  }
  return (await sidekiqProcesses(hostOf(contents), access()))[0]
}

test('queues and threads of capsules, where Sidekiq writes nothing else', async () => {
  const capsules = {
    default: { concurrency: 20, weights: { push: 1 } },
    single: { concurrency: 1, weights: { scheduler: 0, push: 1 } },
  }
  expect(await infoOf({ capsules })).toMatchObject({
    hostname: 'h',
    pid: 1,
    queues: ['push', 'scheduler'],
    threads: 21,
  })
  expect(await infoOf({ weights: [{ push: 1 }, { pull: 1 }], concurrency: 2 })).toMatchObject({
    queues: ['push', 'pull'],
    threads: 2,
  })
})

test('running jobs that can not be understood are left out', async () => {
  const work = {
    a: '{"queue":"push","payload":"{}","run_at":1700000000123}',
    b: '{"queue":"pull","run_at":1700000000.5}',
    c: 'null',
    d: '{',
    e: '{"queue":"push"}',
    f: '{"queue":7,"run_at":1}',
    g: '{"queue":"pu\\u001b[2Jsh","run_at":1}',
  }
  expect((await infoOf({}, {}, work))?.jobs).toEqual([
    { queue: 'push', since: 1_700_000_000.123 },
    { queue: 'pull', since: 1_700_000_000.5 },
  ])
})

test.each([
  ['no info', { 'h:1:x': { busy: '1' } }],
  ['no JSON', { 'h:1:x': { info: '{' } }],
  ['no object', { 'h:1:x': { info: '[]' } }],
  ['no number', { x: { info: '{}' }, processes: ['x'] }],
  ['a name that moves the cursor', { 'h\u001b[2J:1:x': { info: '{}' }, processes: ['h\u001b[2J:1:x'] }],
])('a process with %s is left out', async (_, contents) => {
  expect(await sidekiqProcesses(hostOf({ processes: ['h:1:x'], ...contents }), access())).toEqual([])
})

test('queue names from Redis are shown only where they are plain, and none is special', async () => {
  const names = ['__proto__', 'constructor', 'a b', 'x\u202ey', 'new\nline', '']
  const contents = Object.fromEntries(names.map((name) => [`queue:${name}`, [job('a', now - 1, false)]]))
  const { queues } = await load({ queues: names, ...contents }, '', [])
  expect(queues.map(({ name, size }) => [name, size])).toEqual([
    ['__proto__', 1],
    ['constructor', 1],
  ])
})

test('without the hash of running jobs a process of one queue is still known to be busy', async () => {
  const contents: Contents = {
    processes: ['h:1:x', 'h:2:y'],
    'h:1:x': { info: '{"queues":["push"],"concurrency":5}', busy: '4' },
    'h:2:y': { info: '{"queues":["push","pull"],"concurrency":5}', busy: '4' },
  }
  expect((await load(contents, '', [])).queues).toEqual([
    queue('pull', 0, 0, 1, 5, 0),
    queue('push', 0, 0, 2, 10, 4),
  ])
})
