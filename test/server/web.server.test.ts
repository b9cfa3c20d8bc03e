import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { whyNoServer } from './can.js'
import { eventually, journal, webStatus } from './look.js'
import { must } from './must.js'
import { installPacked } from './program.js'
import { bootServer, type TestServer } from './server.js'
import { visitWeb } from './visit.js'

/** Seconds that a Ruby process takes to boot in here; Mastodon takes 10 to 30. */
const boot = 5

const tune = (server: TestServer, ...args: readonly string[]) =>
  server.run(['mastodon-tune', ...args], { timeout: 230_000 })

/** `active`, `inactive` … of web and of its socket. */
async function states(server: TestServer): Promise<readonly string[]> {
  const { stdout } = await server.run([
    'systemctl',
    'is-active',
    'mastodon-web.service',
    'mastodon-web.socket',
  ])
  return stdout.trim().split('\n')
}

/** When systemd began to listen; another time means that the port was closed in between. */
async function listening(server: TestServer): Promise<string> {
  return (
    await server.run(['systemctl', 'show', '--property=ActiveEnterTimestampMonotonic', 'mastodon-web.socket'])
  ).stdout
}

describe.skipIf(whyNoServer() !== undefined)('web, whose port systemd holds', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await bootServer({ layout: 'stock' })
    await installPacked(server)
    const ran = await tune(server, 'apply', '--yes', '--web', '2x5')
    expect(`${ran.status} ${ran.stderr}`).toMatch(/^0 /)
    await writeFile(join(server.root, 'home/mastodon/live/tmp/boot-delay'), String(boot))
  })
  afterAll(() => server?.stop())

  test('takes the port over from systemd', async () => {
    expect(await states(server)).toEqual(['active', 'active'])
    expect(await journal(server, 'mastodon-web')).toContain('Activated tcp://127.0.0.1:3000')
    expect((await server.run(['ss', '-ltnpH', 'sport = :3000'])).stdout).toContain('("systemd",pid=1,')
  })

  test('fails no request while its workers change', async () => {
    const since = await listening(server)
    const visitors = await visitWeb(server)
    const ran = await tune(server, 'apply', '--yes', '--web', '3x5')
    const visits = await visitors.end()
    console.log(`--web 3x5, web boots for ${boot} s: ${JSON.stringify(visits)}`)
    expect(`${ran.status} ${ran.stderr}`).toMatch(/^0 /)
    expect(visits.failed).toEqual([])
    expect(visits.answered.once).toBeGreaterThan(100)
    // The boot was really seen, and apply said that it was done only after it.
    expect(visits.longest).toBeGreaterThan(boot * 1000)
    expect(await listening(server)).toBe(since)
    expect((await tune(server, 'plan')).status).toBe(0)
  })

  test('fails no request while it is restarted or reloaded by hand', async () => {
    const since = await listening(server)
    const visitors = await visitWeb(server)
    for (const verb of ['restart', 'reload']) {
      await must(server, ['systemctl', verb, 'mastodon-web'])
      await eventually(async () => (await webStatus(server)) === 200, { what: `web after a ${verb}` })
    }
    expect((await visitors.end()).failed).toEqual([])
    expect(await listening(server)).toBe(since)
  })

  test('stays stopped when it is stopped, whoever asks', async () => {
    await must(server, ['systemctl', 'stop', 'mastodon-web'])
    await eventually(async () => (await states(server)).join() === 'inactive,inactive', {
      what: 'the end of the socket',
    })
    expect(await webStatus(server)).toBe(0)
    expect(await states(server)).toEqual(['inactive', 'inactive'])
    await must(server, ['systemctl', 'start', 'mastodon-web'])
    expect(await states(server)).toEqual(['active', 'active'])
    await eventually(async () => (await webStatus(server)) === 200, { what: 'web' })
  })

  test('goes with mastodon.target, and comes back with it', async () => {
    await must(server, ['systemctl', 'stop', 'mastodon.target'])
    await eventually(async () => (await states(server)).join() === 'inactive,inactive', {
      what: 'the end of the socket',
    })
    await must(server, ['systemctl', 'start', 'mastodon.target'])
    await eventually(async () => (await webStatus(server)) === 200, { what: 'web' })
  })

  test('keeps the port while Puma is down after a crash', async () => {
    const since = await listening(server)
    const before = (await server.run(['systemctl', 'show', '--property=MainPID', 'mastodon-web.service']))
      .stdout
    await must(server, ['systemctl', 'kill', '--signal=KILL', 'mastodon-web.service'])
    await eventually(
      async () =>
        (await server.run(['systemctl', 'show', '--property=MainPID', 'mastodon-web.service'])).stdout !==
        before,
      {
        what: 'the end of Puma',
      },
    )
    await eventually(async () => (await webStatus(server)) === 200, { what: 'web' })
    expect(await listening(server)).toBe(since)
  })

  test('a web that dies while it boots is put back, and the port stays open', async () => {
    const breaks = join(server.root, 'home/mastodon/live/config/initializers/breaks.rb')
    const since = await listening(server)
    await writeFile(breaks, "raise 'broken' if ENV['WEB_CONCURRENCY'] == '4'\n")
    const ran = await tune(server, 'apply', '--yes', '--web', '4x5')
    await rm(breaks)
    expect(`${ran.status} ${ran.stdout}${ran.stderr}`).toMatch(/^3 /)
    await eventually(async () => (await webStatus(server)) === 200, { what: 'web as before' })
    expect(await listening(server)).toBe(since)
    expect((await tune(server, 'plan')).status).toBe(0)
  })

  test('a web that something outside keeps from starting is told as stuck, and the next run puts it back', async () => {
    const config = join(server.root, 'home/mastodon/live/config/puma.rb')
    const text = await readFile(config, 'utf8')
    await writeFile(config, `raise 'broken'\n${text}`)
    const ran = await tune(server, 'apply', '--yes', '--web', '2x4')
    expect(`${ran.status} ${ran.stdout}${ran.stderr}`).toMatch(
      /^4 .*Putting back stopped at: mastodon-web\.service does not stay up.*broken/s,
    )
    await writeFile(config, text)
    const next = await tune(server, 'undo', '--yes')
    expect(`${next.status} ${next.stdout}${next.stderr}`).toMatch(/^0 .*Everything is back as it was/s)
    await eventually(async () => (await webStatus(server)) === 200, { what: 'web as before' })
    expect((await tune(server, 'plan')).status).toBe(0)
  })
})
