import { describe, expect, test } from 'vitest'
import type { PlanOptions } from '../../src/plan/plan-options.js'
import { gapsOf, moments, peakOf } from '../../src/plan/walk.js'
import { plan } from '../../src/plan.js'
import type { Plan, Role, State, Unit } from '../../src/state.js'

const etc = '/etc/systemd/system'
const all = ['default', 'push', 'scheduler']

const serves = (queues: readonly string[], threads = 25, stopSeconds = 60): Role => ({
  kind: 'sidekiq',
  claims: queues.includes('scheduler') ? ['scheduler'] : [],
  queues,
  threads,
  stopSeconds,
})

/** A state in which these units run, each from a file with this text. */
function running(units: Readonly<Record<Unit, Role>>, text = 'a'): State {
  const fileOf = (unit: Unit) => `${etc}/${unit.replace(/@[^.]+/, '@')}`
  return {
    files: Object.fromEntries(Object.keys(units).map((unit) => [fileOf(unit), text])),
    links: Object.fromEntries(
      Object.keys(units).map((unit) => [`${etc}/mastodon.target.wants/${unit}`, fileOf(unit)]),
    ),
    active: Object.keys(units),
    roles: units,
  }
}

const perQueue = (sizes: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(sizes).map(([queue, threads]) => [
      `s-01-${queue}@${threads}.service`,
      serves([queue], threads),
    ]),
  )

const relief: PlanOptions['relief'] = (queues, threads) => ({
  unit: `relief@${threads}.service`,
  text: 'relief',
  role: serves(queues, threads),
})
const sizes = { default: 10, push: 25, scheduler: 5 }
const stock = { 'mastodon-sidekiq.service': serves(all, 25, 15) }
const shim = { 'mastodon-sidekiq.service': { kind: 'shim', claims: [] } as Role }

/** Every change that a re-tune may ask for: what runs, what is to run. */
const changes: Readonly<Record<string, readonly [State, State]>> = {
  'one size': [running(perQueue(sizes)), running(perQueue({ ...sizes, push: 40 }))],
  'all sizes': [running(perQueue(sizes)), running(perQueue({ default: 5, push: 10, scheduler: 2 }))],
  'a changed text': [running(perQueue(sizes)), running(perQueue(sizes), 'b')],
  'one process into one per queue': [
    running({ 's-01-all@25.service': serves(all) }),
    running(perQueue(sizes)),
  ],
  'one per queue into one process': [
    running(perQueue(sizes)),
    running({ 's-01-all@25.service': serves(all) }),
  ],
  'another size of one process': [
    running({ 's-01-all@25.service': serves(all) }),
    running({ 's-01-all@40.service': serves(all, 40) }),
  ],
  'one per queue back into stock': [running({ ...shim, ...perQueue(sizes) }, 'b'), running(stock)],
  'stock into one process': [running(stock), running({ ...shim, 's-01-all@25.service': serves(all) }, 'b')],
  'stock into one per queue': [running(stock), running({ ...shim, ...perQueue(sizes) }, 'b')],
}

const said = ({ actions }: Plan) =>
  actions.map((action) =>
    `${action.do} ${'unit' in action ? action.unit : 'path' in action ? action.path : ''}`.trim(),
  )

describe.each(Object.entries(changes))('%s', (_, [from, to]) => {
  const made = plan(from, to, { relief })

  test('every queue but scheduler has someone who takes jobs, all the time', () => {
    expect(gapsOf(made).filter((queue) => queue !== 'scheduler')).toEqual([])
  })

  test('never do two processes hold scheduler', () => {
    for (const { action, running } of moments(made)) {
      const holders = [...running.values()].filter((role) => role?.claims.includes('scheduler')).length
      expect({ action, holders: Math.max(1, holders) }).toEqual({ action, holders: 1 })
    }
  })

  test('whatever stops or restarts takes no jobs first, and has finished them or had its time', () => {
    const lines = said(made)
    for (const [at, action] of made.actions.entries()) {
      if (
        !['stop', 'restart', 'end'].includes(action.do) ||
        !('role' in action) ||
        action.role?.kind !== 'sidekiq'
      )
        continue
      const before = lines.slice(0, at)
      const unit = 'unit' in action ? action.unit : ''
      expect(before).toEqual(expect.arrayContaining([`quiet ${unit}`, `drain ${unit}`]))
    }
  })

  test('ends with what was asked for, the relief gone', () => {
    const last = [...moments(made)].at(-1)
    expect([...(last?.running.keys() ?? [])].sort()).toEqual([...to.active].sort())
    const left = said(made).filter(
      (line) => / .*relief/.test(line) && !/^(quiet|drain|await|start|stop)/.test(line),
    )
    expect(left.map((line) => line.split(' ')[0])).toEqual(left.length === 0 ? [] : ['write', 'remove'])
  })
})

test('the process of the stock unit ends without a stop job, which would stop what is part of the unit', () => {
  const [from, to] = changes['stock into one per queue'] ?? []
  const lines = said(plan(from!, to!, { relief }))
  expect(lines).toContain('end mastodon-sidekiq.service')
  expect(lines).not.toContain('stop mastodon-sidekiq.service')
})

test('a unit that systemd would kill after 15 s gets a minute until the change is over', () => {
  const article = { 'mastodon-sidekiq-push@25.service': serves(['push'], 25, 15) }
  const lines = said(plan(running(article), running({ 's-01-push@40.service': serves(['push'], 40) })))
  const file = '/run/systemd/system/mastodon-sidekiq-push@25.service.d/mastodon-tune.conf'
  expect(lines[0]).toBe(`write ${file}`)
  expect(lines.indexOf('reload')).toBeLessThan(lines.indexOf('stop mastodon-sidekiq-push@25.service'))
  expect(lines.slice(-2)).toEqual([`remove ${file}`, 'reload'])
})

test('where two do not fit side by side the old one goes first, and the gap is told', () => {
  const from = running(perQueue(sizes))
  const to = running(perQueue({ ...sizes, push: 40 }))
  const fits = (roles: readonly Role[]) => roles.reduce((sum, role) => sum + (role.threads ?? 0), 0) <= 60
  const made = plan(from, to, { fits, relief })
  const lines = said(made)
  expect(lines.indexOf('stop s-01-push@25.service')).toBeLessThan(lines.indexOf('start s-01-push@40.service'))
  expect(gapsOf(made)).toEqual(['push'])
  const threads = (roles: readonly Role[]) => ({
    connections: roles.reduce((sum, role) => sum + (role.threads ?? 0), 0),
    memory: roles.length,
  })
  expect(peakOf(made, threads).connections).toBeLessThanOrEqual(60)
})

test('old processes go early where that makes the room: no queue is left alone for it', () => {
  const from = running(perQueue({ default: 20, push: 20, scheduler: 5 }))
  const to = running(perQueue({ default: 21, push: 21, scheduler: 5 }))
  const fits = (roles: readonly Role[]) => roles.length <= 4
  const made = plan(from, to, { fits })
  expect(gapsOf(made)).toEqual([])
  for (const { running } of moments(made)) expect(running.size).toBeLessThanOrEqual(4)
})

test('a process that was told to take no jobs is started anew on the way back', () => {
  const state = running(perQueue(sizes))
  expect(said(plan(state, state, { drain: 0, quiet: ['s-01-push@25.service'] }))).toEqual([
    'restart s-01-push@25.service',
    'await s-01-push@25.service',
  ])
})

test('a relief that an earlier run left behind is removed once, with the file of the one that has the same', () => {
  const left = running(stock)
  const from = { ...left, files: { ...left.files, [`${etc}/relief@.service`]: 'relief' } }
  const made = plan(from, running({ ...shim, 's-01-all@25.service': serves(all) }, 'b'), { relief })
  expect(said(made).filter((action) => action === `remove ${etc}/relief@.service`)).toHaveLength(1)
})
