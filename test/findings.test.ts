import { describe, expect, test } from 'vitest'
import type { Answers } from '../src/answers.js'
import { findings } from '../src/findings.js'
import type { Facts } from '../src/known/facts.js'
import { recommend } from '../src/questions/recommend.js'
import { stopsTooSoon } from '../src/systemd/stop-timeout.js'
import { GB } from '../src/text/format.js'
import { aServer, emptyState, type Server } from './support/a-server.js'
import { aUnit } from './support/a-unit.js'

interface Case {
  readonly world?: Server
  readonly answers?: Partial<Answers>
  readonly groups?: Answers['groups']
  readonly edited?: readonly string[]
  readonly ids: readonly string[]
}

const big: Server = { cores: 8, memory: 16, maxConnections: 300 }
const one = aUnit({
  unit: 'mastodon-sidekiq-01-push@25.service',
  execStart: 'bundle exec sidekiq -c 25 -q push',
})
const shim = aUnit({
  execStart: '/bin/echo "mastodon-sidekiq exists only to start and stop the others"',
  stopSeconds: 15,
})

const cases: Readonly<Record<string, Case>> = {
  'a healthy server': { ids: [] },
  'a queue that nobody serves': { world: big, groups: { fasp: null }, ids: ['error queue-unserved'] },
  'a queue that is not there': {
    world: { ...big, version: '4.2.0' },
    groups: { fasp: { threads: 2, processes: 1 } },
    ids: ['error queue-unknown'],
  },
  'two schedulers': { groups: { mail: { threads: 5, processes: 2 } }, ids: ['error scheduler-twice'] },
  'no scheduler': { groups: { mail: null }, ids: ['error queue-unserved', 'error scheduler-missing'] },
  'too many connections': {
    answers: { web: { workers: 4, threads: 15 } },
    ids: ['error connections-over-limit'],
  },
  'too many for PgBouncer, probably': {
    world: { settings: { pgbouncer: true } },
    answers: { web: { workers: 4, threads: 15 } },
    ids: ['warning connections-over-limit', 'note connections-assumed'],
  },
  'an unknown limit': { world: { maxConnections: null }, ids: ['note connections-assumed'] },
  'more cores and memory than the machine has': {
    world: { cores: 4, memory: 8 },
    answers: { cores: 5, memory: 9 * GB },
    ids: ['warning cores-beyond-machine', 'warning memory-beyond-machine'],
  },
  'more memory than was granted': { answers: { memory: 5 * GB }, ids: ['warning memory-over-limit'] },
  'more memory than there is': {
    world: { maxConnections: 300 },
    groups: { rest: { threads: 5, processes: 20 } },
    ids: ['error memory-over-limit'],
  },
  'no jemalloc': {
    world: { programs: { jemalloc: { unknown: 'No package has it.' } } },
    ids: ['warning jemalloc-missing'],
  },
  'no bundle': { world: { programs: { bundle: { unknown: 'No file.' } } }, ids: ['error bundle-missing'] },
  'no node': { world: { programs: { node: { unknown: 'No file.' } } }, ids: ['error node-missing'] },
  'no node and no streaming': {
    world: { programs: { node: { unknown: 'No file.' } } },
    answers: { streaming: 0 },
    ids: [],
  },
  'an impatient unit': { world: { units: [aUnit({ stopSeconds: 15 })] }, ids: ['note stop-timeout-short'] },
  'a unit that applying gives more time to stop': {
    world: { units: [aUnit({ stopSeconds: 30 })] },
    ids: ['note stop-timeout-short'],
  },
  'a unit with the time that Sidekiq needs': { world: { units: [aUnit({ stopSeconds: 40 })] }, ids: [] },
  'an impatient shim': { world: { units: [shim, one] }, ids: [] },
  '25 threads that compute': { world: big, groups: { default: { threads: 25, processes: 1 } }, ids: [] },
  '26 threads that compute': {
    world: big,
    groups: { default: { threads: 26, processes: 1 } },
    ids: ['warning threads-too-many'],
  },
  '26 threads for ingress': {
    world: big,
    groups: { ingress: { threads: 26, processes: 1 } },
    ids: ['warning threads-too-many'],
  },
  '26 threads for several queues, some of which compute': {
    world: { maxConnections: 300 },
    groups: { rest: { threads: 26, processes: 2 } },
    ids: ['warning threads-too-many'],
  },
  '26 threads for mail and the scheduler': {
    world: { maxConnections: 300 },
    groups: { mail: { threads: 26, processes: 1 } },
    ids: [],
  },
  '50 threads that wait': { world: big, groups: { push: { threads: 50, processes: 1 } }, ids: [] },
  '51 threads that wait': {
    world: big,
    groups: { push: { threads: 51, processes: 1 } },
    ids: ['error threads-too-many'],
  },
  '51 threads that compute': {
    world: big,
    groups: { default: { threads: 51, processes: 1 } },
    ids: ['error threads-too-many'],
  },
  'the stock unit beside others': {
    world: { units: [aUnit(), one] },
    ids: ['warning stock-sidekiq-enabled'],
  },
  'the stock unit alone': { world: { units: [aUnit()] }, ids: [] },
  'a dead variable': {
    world: {
      units: [
        aUnit({
          unit: 'mastodon-streaming.service',
          execStart: 'node ./streaming',
          environment: { STREAMING_CLUSTER_NUM: '3' },
        }),
      ],
    },
    ids: ['note streaming-cluster-num-dead'],
  },
  'a variable that works': {
    world: {
      version: '4.1.0',
      units: [aUnit({ execStart: 'node ./streaming', environment: { STREAMING_CLUSTER_NUM: '3' } })],
    },
    ids: [],
  },
  'stock in LXC': {
    world: { container: 'lxc' },
    answers: { sandbox: 'stock' },
    ids: ['warning sandbox-container'],
  },
  'uploads elsewhere': { world: { settings: { uploads: '/srv/media' } }, ids: ['note storage-path'] },
  sendmail: { world: { settings: { sendmail: true } }, ids: ['warning sendmail-sandboxed'] },
  'sendmail without a sandbox': {
    world: { settings: { sendmail: true } },
    answers: { sandbox: 'off' },
    ids: [],
  },
  'no settings': {
    world: { settings: { readable: { unknown: 'Permission denied.' } } },
    ids: ['warning env-unreadable'],
  },
  'two streaming processes': { answers: { streaming: 2 }, ids: ['note streaming-nginx'] },
  'two streaming workers': { world: { version: '4.1.0' }, answers: { streaming: 2 }, ids: [] },
  'an edited file': { edited: ['/etc/systemd/system/mastodon-web.service'], ids: ['warning unit-edited'] },
  'an old systemd': { world: { systemd: 239 }, ids: ['error systemd-old'] },
}

describe('findings', () => {
  test.each(Object.entries(cases))('%s', (_name, { world, answers, groups, edited, ids }) => {
    const facts = aServer(world)
    const proposed = recommend(facts)
    const found = findings(
      facts,
      { ...proposed, ...answers, groups: { ...proposed.groups, ...groups } },
      edited,
    )
    expect(found.map(({ level, id }) => `${level} ${id}`)).toEqual(ids)
    for (const { text, fix } of found) {
      expect(text).toMatch(/\.$/)
      expect(fix).not.toBe('')
      expect(`${text} ${fix}`).not.toMatch(/NaN|undefined|\bnull\b/)
    }
  })

  test('nginx is told every port', () => {
    const facts = aServer({ maxConnections: 200 })
    const [note] = findings(facts, { ...recommend(facts), streaming: 3 })
    expect(note?.fix).toContain(
      ' server 127.0.0.1:4002 fail_timeout=0; } Then run: nginx -t && systemctl reload nginx',
    )
  })
})

test('a server beyond its connections may come down in steps', () => {
  const facts = aServer()
  const unit = 'mastodon-sidekiq-push@50.service'
  const roles = { [unit]: { kind: 'sidekiq', claims: [], queues: ['push'], threads: 120 } } as const
  const crowded = aServer({ state: { ...emptyState, active: [unit], roles } })
  const answers = { ...recommend(facts), web: { workers: 4, threads: 15 } }
  const level = (of: Facts) => findings(of, answers).find(({ id }) => id === 'connections-over-limit')?.level
  expect([level(facts), level(crowded)]).toEqual(['error', 'warning'])
})

test.each([
  [15, 'killed 15 s after it is asked to stop, while Sidekiq gives jobs 25 s: a restart loses jobs.'],
  [
    30,
    'killed 30 s after it is asked to stop, while Sidekiq may take 40 s until all of it has ended: a restart may lose jobs.',
  ],
])('a unit that stops after %d s is said to lose jobs only where it does', (stopSeconds, text) => {
  const facts = aServer({ units: [aUnit({ stopSeconds })] })
  const [found] = findings(facts, recommend(facts))
  expect(found?.text).toBe(`mastodon-sidekiq.service is ${text}`)
  expect(found?.fix).toContain('Applying gives 60 s')
})

test('what is given more time to stop while applying is told, and nothing else', () => {
  for (const stopSeconds of [0, 15, 25, 27, 28, 29, 39, 40, 41, 60, 90, Number.POSITIVE_INFINITY]) {
    const facts = aServer({ units: [aUnit({ stopSeconds })] })
    const told = findings(facts, recommend(facts)).some(({ id }) => id === 'stop-timeout-short')
    expect([stopSeconds, told]).toEqual([
      stopSeconds,
      stopsTooSoon({ kind: 'sidekiq', claims: [], stopSeconds }),
    ])
  }
})
