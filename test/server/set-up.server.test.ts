import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTerminal } from '../support/terminal.js'
import { whyNoServer } from './can.js'
import { eventually, journal, sidekiqProcesses, snapshot } from './look.js'
import { bootPacked } from './program.js'
import type { Layout, TestServer } from './server.js'
import { serves } from './serves.js'

const why = whyNoServer()
if (why !== undefined) console.log(`Not run on a real systemd: ${why}.`)

/** Counts, twice a second, the live processes that listen to scheduler. */
function sampleScheduler(server: TestServer): { end(): Promise<readonly number[]> } {
  const counts: number[] = []
  let over = false
  const sampling = (async () => {
    while (!over) {
      counts.push(
        (await sidekiqProcesses(server)).filter(({ queues }) => queues.includes('scheduler')).length,
      )
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  })()
  return {
    async end() {
      over = true
      await sampling
      return counts
    },
  }
}

const tune = (server: TestServer, ...args: readonly string[]) =>
  server.run(['mastodon-tune', ...args], { timeout: 240_000 })

describe.skipIf(why !== undefined).each<Layout>(['nothing', 'stock'])(
  'a server with %s of Mastodon running, set up by apply --yes',
  (layout) => {
    let server: TestServer
    beforeAll(async () => {
      server = await bootPacked(layout)
    })
    afterAll(() => server?.stop())

    test('plan as an ordinary user says what would change and changes not a byte', async () => {
      const before = await snapshot(server)
      const ran = await server.run(['mastodon-tune', 'plan'], { user: 'mastodon' })
      expect(ran.stderr).toBe('')
      expect(ran.status).toBe(2)
      expect(ran.stdout).toContain('systemctl start mastodon.target')
      expect(await snapshot(server)).toEqual(before)
    })

    test('apply --yes serves all queues, and scheduler by one', async () => {
      const sampled = sampleScheduler(server)
      const ran = await tune(server, 'apply', '--yes', '--layout', 'per-queue')
      const counts = await sampled.end()
      expect(counts.length).toBeGreaterThan(5)
      expect(Math.max(...counts)).toBe(1)
      expect(`${ran.status} ${ran.stderr}`).toMatch(/^0 /)
      await serves(server)
      // A reboot starts a new journal: the stock units before us had complained of libjemalloc.so in the old one.
      await server.reboot()
      await serves(server)
      expect(await journal(server)).not.toContain('cannot be preloaded')
    })

    test('then nothing is to be done', async () => {
      const ran = await tune(server, 'plan')
      expect(ran.stdout).toContain('Nothing to do')
      expect(ran.status).toBe(0)
    })

    test('the target stops everything and brings it back, and so do the documented commands and a reboot', async () => {
      const { running } = await snapshot(server)
      await server.run(['systemctl', 'stop', 'mastodon.target'], { timeout: 120_000 })
      expect((await snapshot(server)).running).toEqual([])
      await server.run(['systemctl', 'start', 'mastodon.target'], { timeout: 120_000 })
      await serves(server)
      const before = (await sidekiqProcesses(server)).map(({ pid }) => pid)
      await server.run(['systemctl', 'restart', 'mastodon-sidekiq'], { timeout: 120_000 })
      await eventually(
        async () => (await sidekiqProcesses(server)).every(({ pid }) => !before.includes(pid)),
        {
          what: 'a restart',
          within: 90_000,
        },
      )
      await serves(server)
      await server.reboot()
      await serves(server)
      expect((await snapshot(server)).running).toEqual(running)
    })
  },
)

describe.skipIf(why !== undefined).each<Layout>(['nothing', 'stock'])(
  'a server with %s of Mastodon running, set up by the wizard in a terminal',
  (layout) => {
    let server: TestServer
    beforeAll(async () => {
      server = await bootPacked(layout)
    })
    afterAll(() => server?.stop())

    test('from the first screen to done', async () => {
      const terminal = openTerminal([...server.enter, 'mastodon-tune'])
      await terminal.waitFor('What I found', { within: 30_000 })
      terminal.press('\r')
      for (const step of ['Step 1', 'Step 2', 'Step 3', 'Step 4', 'Step 5', 'Step 6']) {
        await terminal.waitFor(step)
        terminal.press('\r')
      }
      await terminal.waitFor('Review')
      terminal.press('y')
      await terminal.waitFor('Done', { within: 200_000 })
      terminal.press('\r')
      expect(await terminal.exited).toBe(0)
      await serves(server)
      expect((await tune(server, 'plan')).status).toBe(0)
    })
  },
)
