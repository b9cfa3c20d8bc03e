import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StatusJson } from '../../src/status/json-schema.js'
import { inputs } from '../support/hostile-inputs.js'
import { expectTame } from '../support/server-with-secrets.js'
import { openTerminal } from '../support/terminal.js'
import { whyNoServer } from './can.js'
import { allDone, pushJobs } from './jobs.js'
import { snapshot } from './look.js'
import { must } from './must.js'
import { installPacked } from './program.js'
import { bootServer, type TestServer } from './server.js'

type Command = readonly [string, ...string[]]

/** Redis's own protocol (RESP), for which no sign is special. */
const spoken = (commands: readonly Command[]) =>
  commands
    .map(
      (words) =>
        `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`,
    )
    .join('')

const megabyte = 'x'.repeat(1024 ** 2)
const values = [
  ...Object.values(inputs),
  '',
  '\0',
  'null',
  '[]',
  '{}',
  '{"a":',
  '['.repeat(100_000),
  megabyte,
  '-1',
  '1e999',
  'NaN',
]
/** What is there instead of a job, and a job that is none in any of its parts. */
const jobs = [
  ...values,
  ...values.map((value) => JSON.stringify({ class: value, queue: value, enqueued_at: value, args: value })),
]
const info = (value: string) =>
  JSON.stringify({
    hostname: value,
    pid: value,
    queues: [value],
    concurrency: value,
    tag: value,
    weights: [{ [value]: value }],
  })

/** A `processes` full of processes that are none, and queues with such names and jobs. */
const strange: readonly Command[] = [
  ...values.flatMap((value): readonly Command[] => [
    ['SADD', 'processes', value],
    [
      'HSET',
      value,
      'info',
      info(value),
      'busy',
      value,
      'beat',
      value,
      'quiet',
      value,
      'rss',
      value,
      'concurrency',
      value,
    ],
    [
      'HSET',
      `${value}:work`,
      value,
      value,
      'tid',
      JSON.stringify({ queue: value, run_at: value, payload: value }),
    ],
    ['SADD', 'queues', value],
    ['LPUSH', `queue:${value}`, ...jobs],
  ]),
  ['LPUSH', 'queue:push', ...jobs],
]

/** Each key that is read, of another kind than Sidekiq makes it. */
const otherKinds: readonly Command[] = [
  ['DEL', 'processes', 'queues', 'queue:push', 'queue:default'],
  ['SET', 'processes', megabyte],
  ['LPUSH', 'queues', 'push'],
  ['HSET', 'queue:push', 'a', 'b'],
  ['SET', 'queue:default', inputs['colours'] ?? ''],
]

const looks: readonly (readonly [readonly string[], readonly number[]])[] = [
  [['status'], [0]],
  [['status', '--json'], [0]],
  [['plan'], [2]],
  [['plan', '--json'], [2]],
  [['resize', 'all=24'], [1]],
]

describe.skipIf(whyNoServer() !== undefined)('a Redis full of what no Sidekiq writes', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await bootServer({ layout: 'stock' })
    await installPacked(server)
    // Nobody takes away what is laid down.
    await must(server, ['systemctl', 'stop', 'mastodon-sidekiq'])
  })
  afterAll(() => server?.stop())

  const fill = async (commands: readonly Command[]): Promise<void> => {
    const ran = await server.run(['redis-cli', '--pipe'], { input: spoken(commands) })
    expect(ran.stdout).toContain(`errors: 0, replies: ${commands.length}`)
  }
  const allTame = async (what: string): Promise<void> => {
    const before = await snapshot(server)
    for (const [args, statuses] of looks)
      expectTame(await server.run(['mastodon-tune', ...args]), statuses, `${what}: ${args.join(' ')}`)
    const terminal = openTerminal([...server.enter, 'mastodon-tune'])
    await terminal.waitFor('What I found')
    terminal.press('\x03')
    expect(await terminal.exited).toBe(130)
    expect(await snapshot(server)).toEqual(before)
  }

  test('is read as what it is: signs and numbers that are none', async () => {
    await fill(strange)
    await allTame('strange')
    const { queues } = JSON.parse(
      (await server.run(['mastodon-tune', 'status', '--json'])).stdout,
    ) as StatusJson
    expect(queues?.find(({ name }) => name === 'push')).toMatchObject({ size: jobs.length, processes: 0 })
  })

  test('does not keep an apply from its end', async () => {
    expectTame(
      await server.run(['mastodon-tune', 'apply', '--yes', '--layout', 'one'], { timeout: 200_000 }),
      [0],
      'apply',
    )
    await must(server, ['redis-cli', 'DEL', 'queue:push'])
    await pushJobs(server, 'push', ['after'], 0)
    await allDone(server, ['after'], 60_000)
    expectTame(await server.run(['mastodon-tune', 'undo', '--yes'], { timeout: 200_000 }), [0], 'undo')
    await must(server, ['systemctl', 'stop', 'mastodon-sidekiq'])
  })

  test('with keys of another kind, too', async () => {
    await fill(otherKinds)
    await allTame('other kinds')
  })
})
