import { expect, test } from 'vitest'
import { beginEvidence } from '../../src/facts/evidence.js'
import { readLoad } from '../../src/facts/load.js'
import { sidekiqProcesses } from '../../src/facts/sidekiq.js'
import { showUnits } from '../../src/host/systemctl.js'
import { isKnown } from '../../src/known/facts.js'
import { type PracticeHost, practiceHost } from '../../src/practice/host.js'

const access = { url: 'redis://localhost', prefix: '' }
const sidekiq = 'mastodon-sidekiq.service'
const push = 'mastodon-sidekiq-01-push@40.service'
const directory = '/etc/systemd/system'
const queues = ['default', 'push', 'ingress', 'mailers', 'pull', 'scheduler', 'fasp']
const kill = (host: PracticeHost, signal: string, unit = sidekiq) =>
  host.run(['systemctl', 'kill', '--kill-who=main', `--signal=${signal}`, unit])
const stateOf = async (host: PracticeHost, unit = sidekiq) =>
  (await showUnits(host, [unit], ['ActiveState', 'SubState', 'MainPID']))[0]

async function addPush(host: PracticeHost) {
  const text = `[Unit]\nPartOf=${sidekiq}\n[Service]\nExecStart=/usr/bin/bundle exec sidekiq -c %i -q %j\nRestart=always\n`
  await host.write(`${directory}/mastodon-sidekiq-01-push@.service`, text, 0o644)
  await host.run(['systemctl', 'daemon-reload'])
  await host.run(['systemctl', 'start', push])
}

test('push is far behind and its threads are all busy, the rest is quick; 40 more threads turn it', async () => {
  const host = practiceHost()
  const look = await beginEvidence(host, access, queues)
  const seen = await look()
  if (!isKnown(seen)) throw new Error(seen.unknown)
  const { before, now, idle } = seen.value
  expect(before.queues.map(({ name, size }) => [name, size > 0])).toEqual(
    queues.map((name) => [name, name === 'push']),
  )
  const [first, last] = [before, now].map((load) => load.queues.find(({ name }) => name === 'push'))
  expect(first?.size).toBeGreaterThan(11_900)
  expect(first?.latency).toBeCloseTo(340, -1)
  expect(last?.size).toBeGreaterThan(first?.size ?? 0)
  expect(idle).toBeCloseTo(0.4, 1)
  expect(now.processes).toMatchObject([{ unit: sidekiq, threads: 25, busy: 25, quiet: false }])
  expect(now.processes[0]?.cpu).toBeCloseTo(0.6, 1)
  await addPush(host)
  const after = await readLoad(host, access, { queues, units: [] })
  await host.wait(60)
  const later = await readLoad(host, access, { queues, units: [] })
  expect(later.queues[1]).toMatchObject({ name: 'push', processes: 2, threads: 65 })
  expect(later.queues[1]?.size).toBeLessThan((after.queues[1]?.size ?? 0) - 600)
})

test('a quiet server has nothing waiting', async () => {
  const { queues: found, processes } = await readLoad(practiceHost({ load: 'quiet' }), access, {
    queues,
    units: [],
  })
  expect(found.every(({ size, latency }) => size === 0 && latency === 0)).toBe(true)
  expect(processes[0]?.busy).toBeLessThan(15)
})

test('TSTP: the process takes no further jobs and is done with its own within 5 s', async () => {
  const host = practiceHost()
  const { MainPID } = (await stateOf(host)) ?? {}
  expect(await kill(host, 'TSTP')).toMatchObject({ status: 0 })
  const [at0] = await sidekiqProcesses(host, access)
  await host.wait(2)
  const [at2] = await sidekiqProcesses(host, access)
  expect(await host.read(`/proc/${MainPID}/cmdline`)).toContain(`[${at2?.busy} of 25 busy] stopping`)
  await host.wait(3)
  const [at5] = await sidekiqProcesses(host, access)
  expect([at0?.quiet, at2?.quiet, at5?.quiet]).toEqual([true, true, true])
  expect(at0?.busy).toBeGreaterThan(at2?.busy ?? 0)
  expect(at2?.busy).toBeGreaterThan(0)
  expect([at5?.busy, at5?.jobs]).toEqual([0, []])
  expect(await stateOf(host)).toMatchObject({ ActiveState: 'active', MainPID })
})

test('TERM: systemd does what the loaded text says, and what is part of the unit goes on', async () => {
  const host = practiceHost()
  await addPush(host)
  const { MainPID: other } = (await stateOf(host, push)) ?? {}
  const { MainPID: first } = (await stateOf(host)) ?? {}
  await kill(host, 'TERM')
  const again = await stateOf(host)
  expect(again).toMatchObject({ ActiveState: 'active', SubState: 'running' })
  expect(again?.MainPID).not.toBe(first)
  await host.write(
    `${directory}/${sidekiq}`,
    '[Service]\nType=oneshot\nExecStart=/bin/true\nRemainAfterExit=yes\n',
    0o644,
  )
  await host.run(['systemctl', 'daemon-reload'])
  expect(await sidekiqProcesses(host, access)).toHaveLength(2)
  await kill(host, 'TERM')
  expect(await stateOf(host)).toEqual({ ActiveState: 'active', SubState: 'exited', MainPID: '0' })
  expect(await stateOf(host, push)).toMatchObject({ MainPID: other })
  expect(await sidekiqProcesses(host, access)).toHaveLength(1)
  expect(await kill(host, 'TERM')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('No main process'),
  })
  await host.write(`${directory}/mastodon-sidekiq-01-push@.service`, '[Service]\nExecStart=/bin/x\n', 0o644)
  await host.run(['systemctl', 'daemon-reload'])
  await kill(host, 'TERM', push)
  expect(await stateOf(host, push)).toMatchObject({ ActiveState: 'inactive', MainPID: '0' })
})

test('drop-ins have the last word: an empty ExecStart= forgets the one before, Environment= adds', async () => {
  const host = practiceHost()
  await host.write(
    `${directory}/${sidekiq}.d/20-b.conf`,
    '[Service]\nExecStart=\nExecStart=/usr/bin/bundle exec sidekiq -c 40\n',
    0o644,
  )
  await host.write(
    `${directory}/${sidekiq}.d/10-a.conf`,
    '[Service]\nExecStart=/bin/x\nEnvironment=RAILS_LOG_LEVEL=warn\n',
    0o644,
  )
  const seen = async () => (await showUnits(host, [sidekiq], ['ExecStart', 'Environment', 'DropInPaths']))[0]
  expect((await seen())?.ExecStart).toContain('sidekiq -c 25')
  await host.run(['systemctl', 'daemon-reload'])
  expect(await seen()).toMatchObject({
    ExecStart: expect.stringContaining('sidekiq -c 40'),
    Environment: expect.stringMatching(/DB_POOL=25 .*RAILS_LOG_LEVEL=warn/),
    DropInPaths: `${directory}/${sidekiq}.d/10-a.conf ${directory}/${sidekiq}.d/20-b.conf`,
  })
  expect((await sidekiqProcesses(host, access))[0]?.threads).toBe(25)
  await host.run(['systemctl', 'restart', sidekiq])
  expect((await sidekiqProcesses(host, access))[0]?.threads).toBe(40)
})
