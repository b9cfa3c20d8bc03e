import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { whyNoServer } from './can.js'
import { jobsRun, pushJobs } from './jobs.js'
import { eventually, type Snapshot, sidekiqProcesses, snapshot } from './look.js'
import { installPacked } from './program.js'
import { bootServer, type TestServer } from './server.js'

describe.skipIf(whyNoServer() !== undefined)('a surge: more processes on push for a time', () => {
  let server: TestServer
  let before: Snapshot
  const tune = (...args: readonly string[]) => server.run(['mastodon-tune', ...args], { timeout: 200_000 })
  const onPush = async () =>
    (await sidekiqProcesses(server)).filter(({ queues }) => queues.includes('push')).length

  beforeAll(async () => {
    server = await bootServer({ layout: 'nothing' })
    await installPacked(server)
    const ran = await tune('apply', '--yes', '--layout', 'per-queue', '--web', '2x5', '--queue', 'push=10')
    expect(`${ran.status} ${ran.stderr}`).toMatch(/^0 /)
    before = await snapshot(server)
  })
  afterAll(() => server?.stop())

  /** Waits until systemd has taken everything of the surge away, and all jobs are done. */
  async function ends(ids: readonly string[]): Promise<void> {
    await eventually(
      async () => Object.keys((await snapshot(server)).files).every((path) => !path.includes('surge')),
      {
        what: 'the end of the surge',
        within: 200_000,
      },
    )
    expect(await snapshot(server)).toEqual(before)
    await eventually(
      async () => new Set((await jobsRun(server)).done.filter((id) => ids.includes(id))).size === ids.length,
      {
        what: 'all jobs',
        within: 100_000,
      },
    )
    expect((await tune('plan')).stdout).toContain('Nothing to do')
  }

  test('ends by itself with nothing lost, and until then status says until when', async () => {
    const ids = Array.from({ length: 150 }, (_, index) => `end-${index}`)
    await pushJobs(server, 'push', ids, 5)
    const ran = await tune('resize', 'push=4x3', '--for', '40s', '--yes')
    expect(`${ran.status} ${ran.stderr}`).toMatch(/^0 /)
    expect(await onPush()).toBe(4)
    expect((await tune('status')).stdout).toMatch(
      /Surge on push: 3 extra processes of 3 threads until \d{4}-\d\d-\d\d \d\d:\d\d\./,
    )
    expect((await tune('plan')).stdout).toContain('Nothing to do')
    await server.run(['rm', '-r', '/usr/lib/node_modules/mastodon-tune'])
    await eventually(async () => (await onPush()) === 1, { what: 'one process', within: 200_000 })
    await installPacked(server)
    await ends(ids)
  })

  test('a reboot in between brings its processes back and its end with them', {
    timeout: 480_000,
  }, async () => {
    const ids = Array.from({ length: 150 }, (_, index) => `reboot-${index}`)
    await pushJobs(server, 'push', ids, 5)
    const ran = await tune('resize', 'push=2x3', '--for', '90s', '--yes')
    expect(`${ran.status} ${ran.stderr}`).toMatch(/^0 /)
    await server.reboot()
    await eventually(async () => (await onPush()) === 2, { what: 'both processes', within: 60_000 })
    await ends(ids)
  })
})
