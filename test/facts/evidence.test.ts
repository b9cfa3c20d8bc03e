import { expect, test } from 'vitest'
import { beginEvidence } from '../../src/facts/evidence.js'
import { gatherFacts } from '../../src/facts/gather.js'
import { readPostgres } from '../../src/facts/postgres.js'
import { type Host, HostError } from '../../src/host/host.js'
import { isKnown, type Maybe } from '../../src/known/facts.js'
import { practiceHost } from '../../src/practice/host.js'
import { pretendRedis } from '../support/pretend-redis.js'
import { now, sidekiqInRedis } from '../support/sidekiq-in-redis.js'
import { tinyHost } from '../support/tiny-host.js'

const access = { url: 'redis://localhost', prefix: '' }
const unit = 'mastodon-sidekiq.service'

const have = <T>(fact: Maybe<T>): T => {
  if (!isKnown(fact)) throw new Error(fact.unknown)
  return fact.value
}

/** A server whose clock and counters the test sets. */
function server(over: Partial<Host> = {}) {
  const files: Record<string, string> = { '/proc/meminfo': 'MemTotal: 4000 kB\nMemAvailable: 3000 kB\n' }
  const clock = { now: 50, waited: [] as number[] }
  const host: Host = {
    ...tinyHost(files, {
      'systemctl show': { stdout: `Id=${unit}\nMainPID=140\n\nId=mastodon-web.service\nMainPID=0\n` },
    }),
    askRedis: pretendRedis(sidekiqInRedis('8.1'), now),
    machine: async () => ({ hostname: 'social', cores: 4, uid: 0, pid: 1 }),
    now: () => clock.now,
    wait: async (seconds) => {
      clock.waited.push(seconds)
      clock.now += seconds
      count(clock.now)
    },
    ...over,
  }
  /** 0.6 cores of the process and 3 of 4 cores of the machine are busy; the guests' time stands in user already. */
  const count = (at: number) => {
    const used = Math.round(at * 60)
    files['/proc/140/stat'] = `140 (ruby) a) S 1 1 1 0 -1 0 0 0 0 0 ${used - 100} 100 0 0 20 0 30 0 777 0 0\n`
    files['/proc/140/status'] = 'Name:\truby\nVmRSS:\t  1000 kB\n'
    files['/proc/140/cmdline'] = 'sidekiq 8.1.6 live [3 of 25 busy]\0'
    files['/proc/stat'] = `cpu  ${at * 200} 0 ${at * 100} ${at * 75} ${at * 25} 0 0 0 50 0\ncpu0 1 1 1 1\n`
  }
  count(clock.now)
  return { host, files, clock }
}

test('compares with the first look; CPU is since the look before', async () => {
  const { host, clock } = server()
  const look = await beginEvidence(host, access, ['push'])
  const first = have(await look())
  expect(clock.waited).toEqual([1])
  expect(first).toMatchObject({ idle: 0.25, memoryFree: 3000 * 1024 })
  expect(first.before.processes[0]).toMatchObject({ unit, cpu: null, memory: 1000 * 1024 })
  expect(first.now.processes[0]).toMatchObject({ unit, cpu: expect.closeTo(0.6, 5), memory: 1000 * 1024 })
  clock.now += 10
  const second = have(await look())
  expect(clock.waited).toEqual([1])
  expect(second.before).toBe(first.before)
  // The counters of this server only move when it is waited for.
  expect(second).toMatchObject({ idle: null, now: { processes: [{ cpu: 0 }] } })
})

test.each([
  ['another program has that number', '/proc/140/cmdline', 'nginx: worker\0'],
  ['it is gone', '/proc/140/stat', 'EACCES'],
])('no CPU where %s', async (_, path, text) => {
  const { host, files } = server()
  const look = await beginEvidence({ ...host, wait: async () => undefined }, access, [])
  files[path] = text
  expect(have(await look()).now.processes[0]).toMatchObject({ cpu: null, memory: 400_000 * 1024 })
})

test('the idle share of a machine that grants only a part of its cores says nothing', async () => {
  const { host, files } = server()
  files['/sys/fs/cgroup/cpu.max'] = '100000 100000'
  expect(have(await (await beginEvidence(host, access, []))())).toMatchObject({ idle: null })
})

test('Redis that can not be asked is a sentence, told without asking twice; later looks ask again', async () => {
  let asked = 0
  let broken = true
  const answers = pretendRedis(sidekiqInRedis('8.1'), now)
  const askRedis: Host['askRedis'] = async (...args) => {
    asked++
    if (broken) throw new HostError('Redis did not answer within 3 s')
    return answers(...args)
  }
  const { host } = server({ askRedis })
  const look = await beginEvidence(host, access, ['push'])
  const before = asked
  expect(await look()).toEqual({ unknown: 'Redis did not answer within 3 s' })
  expect(asked).toBe(before)
  expect(await look()).toEqual({ unknown: 'Redis did not answer within 3 s' })
  broken = false
  const found = have(await look())
  expect(found.before.queues).toEqual(found.now.queues)
  expect(await (await beginEvidence(host, undefined, []))()).toEqual({
    unknown: expect.stringContaining('does not tell how'),
  })
})

test('something that is no Redis of Sidekiq gives a sentence', async () => {
  const { host } = server({ askRedis: async (_, commands) => commands.map(() => 'hello') })
  expect(await (await beginEvidence(host, access, ['push']))()).toEqual({
    unknown: 'Redis did not tell its clock',
  })
})

test('gathering takes evidence only where asked, before PostgreSQL is asked', async () => {
  const host = practiceHost()
  const order: string[] = []
  const watched: Host = {
    ...host,
    askRedis: (...args) => {
      order.push('redis')
      return host.askRedis(...args)
    },
    askPostgres: (...args) => {
      order.push('postgres')
      return host.askPostgres(...args)
    },
  }
  const { facts, look } = await gatherFacts(watched, { evidence: true })
  expect(order.at(-1)).toBe('postgres')
  expect(have(facts.evidence).now.at - have(facts.evidence).before.at).toBeGreaterThanOrEqual(1)
  expect(have((await look?.()) ?? { unknown: 'no look' }).before).toEqual(have(facts.evidence).before)
  const plain = await gatherFacts(practiceHost(), {})
  expect(plain.facts.evidence).toEqual({ unknown: 'nobody asked what Sidekiq does' })
  expect(plain.look).toBeUndefined()
})

test('behind PgBouncer no figures of PostgreSQL are taken', async () => {
  const postgres = { host: 'localhost', port: 6432, user: 'm', database: 'm', as: 'm' }
  const host = (code: string) => ({
    ...tinyHost({}),
    askPostgres: async (): Promise<never> => {
      throw new HostError(`PostgreSQL could not be asked (${code})`, code)
    },
  })
  expect(await readPostgres(practiceHost(), postgres, { pgbouncer: true })).toEqual({
    unknown: expect.stringContaining('max_client_conn'),
  })
  expect(await readPostgres(host('08P01'), postgres, { pgbouncer: false })).toEqual({
    unknown: expect.stringContaining('PgBouncer'),
  })
  expect(await readPostgres(host('XX000'), postgres, { pgbouncer: false })).toEqual({
    unknown: 'PostgreSQL could not be asked (XX000)',
  })
})
