import { expect, test } from 'vitest'
import { awaitDrained, endMainProcess, type Remaining } from '../../src/apply/drain.js'
import { HostError } from '../../src/host/host.js'
import { practiceHost } from '../../src/practice/host.js'

const unit = 'mastodon-sidekiq.service'
const redis = { url: 'redis://localhost:6379/0', prefix: '' }
const busy = () => practiceHost({ layout: 'stock', load: 'push behind' })
const quiet = (host: ReturnType<typeof busy>) =>
  host.run(['systemctl', 'kill', '--kill-who=main', '--signal=TSTP', unit])

test('waits until the process has no job left, and tells how many it still has', async () => {
  const host = busy()
  await quiet(host)
  const told: Remaining[] = []
  await awaitDrained({ host, redis }, unit, host.now() + 60, (remaining) => told.push(remaining))
  expect(told.length).toBeGreaterThan(0)
  expect(told.every(({ left }) => left === null || left > 0)).toBe(true)
  expect(host.now()).toBeLessThan(60)
})

test('waits no longer than it may', async () => {
  const host = busy()
  const told: Remaining[] = []
  await awaitDrained({ host, redis }, unit, host.now() + 7, (remaining) => told.push(remaining))
  expect(host.now()).toBeGreaterThanOrEqual(7)
  expect(host.now()).toBeLessThan(10)
  expect(told.at(-1)).toEqual({ left: null, oldest: null })
})

test('where Redis does not answer, the title of the process tells', async () => {
  const host = { ...busy(), askRedis: async () => Promise.reject(new HostError('no Redis')) }
  await quiet(host)
  await awaitDrained({ host, redis }, unit, host.now() + 60, () => undefined)
  expect(host.now()).toBeLessThan(60)
})

test.each([
  ['does not tell its clock', async () => ['soon']],
  ['is gone when it is asked for its clock', async () => Promise.reject(new HostError('no Redis'))],
] as const)('where Redis %s, the jobs left are told without their age', async (_, clock) => {
  const real = busy()
  const host: typeof real = {
    ...real,
    askRedis: (access, commands) => (commands[0]?.[0] === 'TIME' ? clock() : real.askRedis(access, commands)),
  }
  await quiet(host)
  const told: Remaining[] = []
  await awaitDrained({ host, redis }, unit, host.now() + 60, (remaining) => told.push(remaining))
  expect(told.some(({ left }) => left !== null)).toBe(true)
  expect(told.every(({ oldest }) => oldest === null)).toBe(true)
})

test('a process that is gone has no jobs', async () => {
  const host = busy()
  await host.run(['systemctl', 'stop', unit])
  const before = host.now()
  await awaitDrained({ host, redis }, unit, before + 60, () => expect.unreachable())
  expect(host.now() - before).toBeLessThan(1)
})

test('a process ends without a stop job, and its unit goes on', async () => {
  const host = busy()
  await host.write(
    `/etc/systemd/system/${unit}`,
    '[Service]\nType=oneshot\nExecStart=/bin/true\nRemainAfterExit=yes\n',
    0o644,
  )
  await host.run(['systemctl', 'daemon-reload'])
  await endMainProcess(host, unit)
  const { stdout } = await host.run(['systemctl', 'show', '-p', 'ActiveState,MainPID', unit])
  expect(stdout).toMatch(/ActiveState=active\s+MainPID=0/)
})
