import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTerminal } from '../support/terminal.js'
import { whyNoServer } from './can.js'
import { holder } from './holder.js'
import { eventually, sidekiqProcesses, snapshot } from './look.js'
import { installPacked } from './program.js'
import { bootServer, type TestServer } from './server.js'

const timer = 'mastodon-tune-revert.timer'

describe.skipIf(whyNoServer() !== undefined)('a change that is to be confirmed', () => {
  let server: TestServer
  const tune = (...args: readonly string[]) => server.run(['mastodon-tune', ...args], { timeout: 120_000 })
  beforeAll(async () => {
    server = await bootServer({ layout: 'nothing' })
    await installPacked(server)
    const ran = await tune('apply', '--yes', '--layout', 'per-queue', '--web', '2x5', '--queue', 'push=10')
    expect(`${ran.status} ${ran.stderr}`).toMatch(/^0 /)
  })
  afterAll(() => server?.stop())

  const threadsOfPush = async () =>
    (await sidekiqProcesses(server)).flatMap(({ queues, concurrency }) =>
      queues.includes('push') ? [concurrency] : [],
    )
  const waits = async () => (await server.run(['systemctl', 'is-active', timer])).stdout === 'active\n'
  const isBack = (before: object) => async () =>
    JSON.stringify(await snapshot(server)) === JSON.stringify(before)

  test('and is: it stays: the timer is gone, and nothing waits any more', async () => {
    const ran = await tune('resize', 'push=15', '--yes', '--confirm', '10m')
    expect(`${ran.status} ${ran.stderr}`).toMatch(/^0 /)
    expect(ran.stderr).toContain(
      'Run `mastodon-tune confirm` to keep this; otherwise everything is put back in 10 min',
    )
    expect(await waits()).toBe(true)
    expect((await tune('status')).stderr).toMatch(/^Run #2 waits to be confirmed: .* put back at 20\d\d-/)
    const other = await tune('resize', 'push=12', '--yes')
    expect([other.status, other.stderr]).toEqual([1, expect.stringContaining('Run #2 waits to be confirmed')])
    expect(await tune('confirm')).toMatchObject({ status: 0, stdout: 'Run #2 is kept.\n' })
    expect(await waits()).toBe(false)
    expect(await threadsOfPush()).toEqual([15])
    expect(Object.keys((await snapshot(server)).files).filter((path) => path.includes('tune'))).toEqual([])
    expect(await tune('confirm')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('no change waits'),
    })
  })

  test('and is not, with the program long gone: systemd puts everything back, and the next command tells so', async () => {
    const before = await snapshot(server)
    const ran = await tune('resize', 'push=10', '--yes', '--confirm', '30s')
    expect(`${ran.status} ${ran.stderr}`).toMatch(/^0 /)
    await eventually(isBack(before), { what: 'the way back', within: 90_000 })
    expect(await threadsOfPush()).toEqual([15])
    expect((await tune('plan')).stderr).toMatch(
      /^The last run \(#4, .*\) went on without its terminal and ended well: back to before #3\./,
    )
  })

  test('and is not, the program killed in the middle and the machine rebooted: the same', async () => {
    const before = await snapshot(server)
    const run = tune('resize', 'push=10', '--yes', '--confirm', '30s')
    const begun = async () =>
      (await server.run(['systemctl', 'is-active', 'mastodon-sidekiq-01-push@10'])).stdout === 'active\n'
    await eventually(begun, { what: 'the new process', within: 30_000 })
    expect((await server.run(['kill', '-KILL', await holder(server)])).status).toBe(0)
    await run
    expect(await waits()).toBe(true)
    expect((await tune('status')).stderr).toMatch(/waits to be confirmed/)
    await server.reboot()
    expect(await waits()).toBe(true)
    // What is left of the time that a change may take would be minutes.
    await server.run(['systemctl', 'start', 'mastodon-tune-revert.service'])
    await eventually(isBack(before), { what: 'the way back', within: 90_000 })
    expect(await waits()).toBe(false)
  })

  test.each([
    ['n', 'n\r', 'everything is as it was before it', 3],
    ['no answer in time', '', 'That was not confirmed in time', 3],
    ['y', 'y\r', 'is kept', 0],
  ] as const)('in a terminal it is asked: %s', async (_, key, said, status) => {
    const before = await snapshot(server)
    const command = 'exec mastodon-tune resize push=11 --confirm 30s'
    const terminal = openTerminal([...server.enter, 'script', '-qec', command, '/dev/null'], { rows: 60 })
    await terminal.waitFor('Apply this', { within: 30_000 })
    terminal.press('y\r')
    await terminal.waitFor(/Keep this\? .*put back in (1 min|\d\d s)/, { within: 90_000 })
    if (key !== '') terminal.press(key)
    await terminal.waitFor(said, { within: 90_000 })
    expect(await terminal.exited).toBe(status)
    if (status === 3) await eventually(isBack(before), { what: 'the way back', within: 90_000 })
    else expect(await threadsOfPush()).toEqual([11])
    await eventually(async () => !(await waits()), { what: 'the end of the timer' })
    // It still has the lock while it takes its timer's files away.
    await eventually(
      async () => (await server.run(['test', '-e', `/proc/${await holder(server)}`])).status === 1,
      { what: 'its end' },
    )
  })
})
