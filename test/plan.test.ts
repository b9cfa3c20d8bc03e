import { expect, test } from 'vitest'
import { plan } from '../src/plan.js'
import type { Role, State } from '../src/state.js'

const etc = '/etc/systemd/system'
const push = (threads: number): Role => ({ kind: 'sidekiq', claims: [], queues: ['push'], threads })
const scheduler: Role = { kind: 'sidekiq', claims: ['scheduler'], queues: ['scheduler'] }
const empty: State = { files: {}, links: {}, active: [], roles: {} }

/** A state in which these units of one text each are enabled for the target and run. */
function running(units: Readonly<Record<string, Role>>, text = 'a'): State {
  const files = Object.fromEntries(
    Object.keys(units).map((unit) => [`${etc}/${unit.replace(/@[^.]+/, '@')}`, text]),
  )
  const links = Object.fromEntries(
    Object.keys(units).map((unit) => [
      `${etc}/mastodon.target.wants/${unit}`,
      `${etc}/${unit.replace(/@[^.]+/, '@')}`,
    ]),
  )
  return { files, links, active: Object.keys(units), roles: units }
}

const said = (from: State, to: State) =>
  plan(from, to).actions.map((action) =>
    [action.do, 'unit' in action ? action.unit : 'path' in action ? action.path : ''].join(' ').trim(),
  )

test('equal states give no actions', () => {
  const state = running({ 'a@25.service': push(25) })
  expect(plan(state, state).actions).toEqual([])
})

test('a new unit is written, loaded, enabled, started and awaited', () => {
  expect(said(empty, running({ 'a@25.service': push(25) }))).toEqual([
    `write ${etc}/a@.service`,
    'reload',
    'enable a@25.service',
    'start a@25.service',
    'await a@25.service',
  ])
})

test('a queue that grows is served by the new size before the old one finishes its jobs and stops', () => {
  expect(said(running({ 'a@25.service': push(25) }), running({ 'a@40.service': push(40) }))).toEqual([
    'enable a@40.service',
    'start a@40.service',
    'await a@40.service',
    'quiet a@25.service',
    'drain a@25.service',
    'stop a@25.service',
    'disable a@25.service',
  ])
})

test('scheduler is handed over: the old stops before the new starts', () => {
  expect(said(running({ 's@5.service': scheduler }), running({ 's@10.service': scheduler }))).toEqual([
    'quiet s@5.service',
    'drain s@5.service',
    'stop s@5.service',
    'disable s@5.service',
    'enable s@10.service',
    'start s@10.service',
    'await s@10.service',
  ])
})

test('a changed text restarts what runs from it, one at a time', () => {
  const units = { 'a@25.service': push(25), 'b@25.service': push(25) }
  expect(said(running(units), running(units, 'b'))).toEqual([
    `write ${etc}/a@.service`,
    `write ${etc}/b@.service`,
    'reload',
    'quiet a@25.service',
    'drain a@25.service',
    'restart a@25.service',
    'await a@25.service',
    'quiet b@25.service',
    'drain b@25.service',
    'restart b@25.service',
    'await b@25.service',
  ])
})

test('what goes is stopped and disabled before its file is removed', () => {
  expect(said(running({ 'a@25.service': push(25) }), empty)).toEqual([
    'quiet a@25.service',
    'drain a@25.service',
    'stop a@25.service',
    'disable a@25.service',
    `remove ${etc}/a@.service`,
    'reload',
  ])
})

test('a unit file that was a link is replaced by ours, and the way back makes the link before the unit starts', () => {
  const unit = { 'a@25.service': push(25) }
  const ours = running(unit)
  const wants = `${etc}/mastodon.target.wants/a@25.service`
  const linked: State = {
    ...ours,
    files: {},
    links: { [`${etc}/a@.service`]: '/srv/a@.service', [wants]: '/srv/a@.service' },
  }
  expect(said(linked, ours)).not.toContain(`remove ${etc}/a@.service`)
  const back = said({ ...ours, active: [] }, linked)
  expect(back).not.toContain(`remove ${etc}/a@.service`)
  expect(back.indexOf(`link ${etc}/a@.service`)).toBeLessThan(back.indexOf('reload'))
  expect(back.indexOf('reload')).toBeLessThan(back.indexOf('start a@25.service'))
})

test('a file that lies over one in /lib goes before what runs from it starts anew', () => {
  const web: Role = { kind: 'web', claims: ['port 3000'], threads: 5 }
  const ours = running({ 'mastodon-web.service': { ...web, threads: 10 } })
  const lib = '/lib/systemd/system/mastodon-web.service'
  const theirs: State = {
    files: {},
    links: { [`${etc}/mastodon.target.wants/mastodon-web.service`]: lib },
    active: ['mastodon-web.service'],
    roles: { 'mastodon-web.service': web },
  }
  expect(said(ours, theirs)).toEqual([
    `link ${etc}/mastodon.target.wants/mastodon-web.service`,
    `remove ${etc}/mastodon-web.service`,
    'reload',
    'restart mastodon-web.service',
    'await mastodon-web.service',
  ])
})
