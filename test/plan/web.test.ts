import { expect, test } from 'vitest'
import type { Answers } from '../../src/answers.js'
import { carryOut } from '../../src/apply/carry-out.js'
import { gatherFacts } from '../../src/facts/gather.js'
import { observe } from '../../src/facts/state.js'
import { breaksOf } from '../../src/plan/breaks.js'
import { plan } from '../../src/plan.js'
import { type PracticeHost, practiceHost } from '../../src/practice/host.js'
import { propose, proposeState } from '../../src/proposal.js'
import { recommend } from '../../src/questions/recommend.js'
import type { Action, State } from '../../src/state.js'
import { desired } from '../../src/units/desired.js'
import { courseOf } from '../../src/wording/course.js'

const web = /mastodon-web\.(service|socket)$/

/** What is done to web and its port, in order; without the socket's own start, for web's start brings it. */
const done = (actions: readonly Action[]) =>
  actions.flatMap((action) =>
    (action.do === 'start' || action.do === 'restart' || action.do === 'stop') && web.test(action.unit)
      ? [`${action.do} ${action.unit}`].filter((step) => step !== 'start mastodon-web.socket')
      : [],
  )

/** Leads a practice server to what these answers ask for; hands back the way there, and where it then is. */
async function tuned(
  host: PracticeHost,
  change: Partial<Answers> = {},
): Promise<{ readonly actions: readonly Action[]; readonly state: State }> {
  const { facts } = await gatherFacts(host)
  const { actions } = plan(facts.state, desired(facts, { ...recommend(facts), ...change }))
  await carryOut(actions, { host, tell: () => {} }, 'there')
  return { actions, state: await observe(host) }
}

test('stock web lets go of the port before systemd takes it', async () => {
  const { actions, state } = await tuned(practiceHost())
  expect(done(actions)).toEqual(['stop mastodon-web.service', 'start mastodon-web.service'])
  expect(state.active.filter((unit) => web.test(unit))).toEqual([
    'mastodon-web.service',
    'mastodon-web.socket',
  ])
  expect(state.roles['mastodon-web.socket']).toEqual({ kind: 'socket', claims: ['port 3000'] })
})

test('other workers restart web alone, and the port stays with systemd', async () => {
  const host = practiceHost()
  await tuned(host)
  const socket = host.systemd.running.get('mastodon-web.socket')
  const { actions, state } = await tuned(host, { web: { workers: 3, threads: 5 } })
  expect(done(actions)).toEqual(['restart mastodon-web.service'])
  expect(host.systemd.running.get('mastodon-web.socket')).toBe(socket)
  expect(state.roles['mastodon-web.service']).toMatchObject({ workers: 3, threads: 15, stopSeconds: 60 })
})

test('the way back lets go of the port before the stock web takes it', async () => {
  const host = practiceHost()
  const before = await observe(host)
  const { state } = await tuned(host)
  const { actions } = plan(state, before)
  const steps = done(actions)
  expect(steps.indexOf('stop mastodon-web.socket')).toBeGreaterThan(-1)
  expect(steps.indexOf('stop mastodon-web.socket')).toBeLessThan(
    steps.findIndex((step) => /^(re)?start mastodon-web.service/.test(step)),
  )
  await carryOut(actions, { host, tell: () => {} }, 'back')
  expect(await observe(host)).toEqual(before)
  expect(host.systemd.running.has('mastodon-web.socket')).toBe(false)
})

test('without web nobody holds the port', async () => {
  const host = practiceHost()
  await tuned(host)
  const { actions, state } = await tuned(host, { web: null })
  expect(done(actions)).toContain('stop mastodon-web.service')
  expect(state.active.filter((unit) => web.test(unit))).toEqual([])
})

/** What a change of the practice server's answers says of web and streaming, after the answers so far are carried out. */
async function noticed(host: PracticeHost, change: Partial<Answers>): Promise<readonly string[]> {
  const { facts } = await gatherFacts(host)
  const { review } = propose(facts, { ...recommend(facts), ...change })
  return courseOf(review).filter((sentence) => /web|streaming/i.test(sentence))
}

const portCloses = "Web's port is closed while the old Puma ends: once, from then on systemd holds it."
const reconnect = 'Streaming restarts: clients reconnect by themselves.'

test('the first move says what visitors notice of it, later ones only what they cut', async () => {
  const host = practiceHost()
  expect(await noticed(host, {})).toEqual([portCloses, reconnect])
  await tuned(host)
  expect(await noticed(host, { web: { workers: 3, threads: 5 } })).toEqual([])
  expect(await noticed(host, { web: null })).toEqual([])
  expect(await noticed(host, { streaming: 2 })).toEqual([])
  expect(await noticed(host, { sandbox: 'off' })).toEqual([reconnect])
  await tuned(host, { streaming: 2 })
  expect(await noticed(host, { streaming: 1 })).toEqual([
    'A streaming process ends: its clients reconnect by themselves.',
  ])
  expect(await noticed(host, { streaming: 0 })).toEqual([])
})

test('the way back to a web without a socket says that it does not answer meanwhile', async () => {
  const host = practiceHost()
  const before = await observe(host)
  await tuned(host)
  const { facts } = await gatherFacts(host)
  expect(courseOf(proposeState(facts, before).review)).toContain('Web does not answer while Puma restarts.')
})

test('a port of systemd that moves is closed meanwhile, too', () => {
  const on = (port: number): State => ({
    files: {
      '/etc/systemd/system/mastodon-web.socket': `${port}`,
      '/etc/systemd/system/mastodon-web.service': 'a',
    },
    links: {},
    active: ['mastodon-web.socket', 'mastodon-web.service'],
    roles: {
      'mastodon-web.socket': { kind: 'socket', claims: [`port ${port}`] },
      'mastodon-web.service': { kind: 'web', claims: [] },
    },
  })
  expect(breaksOf(plan(on(3000), on(3001))).web).toBe('hand-over')
})
