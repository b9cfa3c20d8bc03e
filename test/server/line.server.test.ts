import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTerminal, type TestTerminal } from '../support/terminal.js'
import { whyNoServer } from './can.js'
import { holder } from './holder.js'
import { allDone, countJobs, pushJobs } from './jobs.js'
import { eventually, sidekiqProcesses, snapshot } from './look.js'
import { installPacked } from './program.js'
import { bootServer, type TestServer } from './server.js'

const actions = ['enable', 'start', 'await', 'quiet', 'drain', 'stop', 'disable']
const kept = 'var/lib/mastodon-tune/history'

/** A terminal of the server's own, in which Ctrl-C and Ctrl-S mean what they mean there. */
const inTerminal = (server: TestServer, command: string): TestTerminal =>
  openTerminal([...server.enter, 'script', '-qec', `exec ${command}`, '/dev/null'], { rows: 60 })

function lastRun(
  server: TestServer,
): { readonly number: number; readonly outcome: string; readonly untold?: object } | undefined {
  const name = readdirSync(join(server.root, kept)).sort().at(-1)
  return name === undefined ? undefined : JSON.parse(readFileSync(join(server.root, kept, name), 'utf8'))
}

async function threadsOfPush(server: TestServer): Promise<readonly number[]> {
  return (await sidekiqProcesses(server))
    .filter(({ queues }) => queues.includes('push'))
    .map(({ concurrency }) => concurrency)
}

describe.skipIf(whyNoServer() !== undefined)('a re-tune whose terminal goes away or says stop', () => {
  let server: TestServer
  const pushed: string[] = []
  let stopped = 0
  let hungUp = 0
  beforeAll(async () => {
    server = await bootServer({ layout: 'nothing' })
    await installPacked(server)
    const args = ['--layout', 'per-queue', '--web', '2x5', '--queue', 'push=10']
    const ran = await server.run(['mastodon-tune', 'apply', '--yes', ...args], { timeout: 200_000 })
    expect(`${ran.status} ${ran.stderr}`).toMatch(/^0 /)
  })
  afterAll(() => server?.stop())

  const jobs = async (name: string): Promise<void> => {
    const ids = Array.from({ length: 12 }, (_, index) => `${name}-${index}`)
    pushed.push(...ids)
    await pushJobs(server, 'push', ids, 2)
  }

  test('Ctrl-C, three times, at each of its actions: all is as before, exit status 3', async () => {
    const before = await snapshot(server)
    for (const [at, action] of actions.entries()) {
      const where = `Ctrl-C at action ${at + 1}, ${action}`
      await jobs(`c${at}`)
      const terminal = inTerminal(server, 'mastodon-tune resize push=15 --yes')
      await terminal.waitFor(`[${at + 1}/7]`, { within: 60_000 })
      terminal.press('\x03')
      terminal.press('\x03\x03')
      const status = await terminal.exited
      // The last action takes a moment only: it may be over before the key arrives.
      if (status === 0 && at === actions.length - 1) {
        expect({ where, outcome: lastRun(server)?.outcome }).toEqual({ where, outcome: 'applied' })
        expect((await server.run(['mastodon-tune', 'undo', '--yes'], { timeout: 120_000 })).status).toBe(0)
      } else {
        expect({ where, status, said: terminal.screen().join('\n') }).toMatchObject({
          where,
          status: 3,
          said: expect.stringContaining('You stopped it; everything is back as it was.'),
        })
      }
      expect({ where, ...(await snapshot(server)) }).toEqual({ where, ...before })
      expect({ where, untold: lastRun(server)?.untold }).toEqual({ where, untold: undefined })
      stopped++
    }
  })

  test('SIGTERM while it waits: the same', async () => {
    const before = await snapshot(server)
    const run = server.run(['mastodon-tune', 'resize', 'push=15', '--yes'], { timeout: 120_000 })
    const begun = async () =>
      (await server.run(['systemctl', 'is-active', 'mastodon-sidekiq-01-push@15'])).stdout === 'active\n'
    await eventually(begun, { what: 'the new process', within: 30_000 })
    await server.run(['kill', '-TERM', await holder(server)])
    expect((await run).status).toBe(3)
    expect(await snapshot(server)).toEqual(before)
    stopped++
  })

  test.each([
    ['start', 2, 15],
    ['await', 3, 10],
    ['drain', 5, 15],
  ] as const)(
    'the terminal closed at %s: it goes on to its end, and the next command tells so once',
    async (_, at, threads) => {
      const number = lastRun(server)?.number ?? 0
      await jobs(`h${at}`)
      const terminal = openTerminal(
        [...server.enter, 'mastodon-tune', 'resize', `push=${threads}`, '--yes'],
        { rows: 60 },
      )
      await terminal.waitFor(`[${at}/7]`, { within: 60_000 })
      terminal.close()
      await eventually(() => lastRun(server)?.number === number + 1, {
        what: 'the end of the run',
        within: 90_000,
      })
      expect(lastRun(server)?.outcome).toBe('applied')
      expect(await threadsOfPush(server)).toEqual([threads])
      const pid = await holder(server)
      const over = async () => (await server.run(['test', '-e', `/proc/${pid}`])).status === 1
      await eventually(over, { what: 'the end of its process', within: 20_000 })
      const first = await server.run(['mastodon-tune', 'plan'])
      const size = `push: ${threads === 15 ? '10 -> 15' : '15 -> 10'} threads.`
      expect(first.stderr).toMatch(
        /^The last run \(#\d+, by \w+, [-\d: ]+\) went on without its terminal and ended well: /,
      )
      expect(first.stderr).toContain(size)
      expect((await server.run(['mastodon-tune', 'status'])).stderr).toBe('')
      hungUp++
    },
  )

  test('Ctrl-S: it goes on to its end, and tells when the terminal goes on', async () => {
    const number = lastRun(server)?.number ?? 0
    const terminal = inTerminal(server, 'mastodon-tune resize push=10 --yes')
    await terminal.waitFor('[2/7]', { within: 60_000 })
    terminal.press('\x13')
    await eventually(() => lastRun(server)?.number === number + 1, {
      what: 'the end of the run',
      within: 90_000,
    })
    expect(terminal.screen().join('\n')).not.toContain('Done in')
    terminal.press('\x11')
    await terminal.waitFor('Done in')
    expect(await terminal.exited).toBe(0)
    expect(lastRun(server)).toMatchObject({ outcome: 'applied' })
    expect(lastRun(server)?.untold).toBeUndefined()
  })

  test('no job is lost', async () => {
    await allDone(server, pushed, 60_000)
    const count = await countJobs(server, pushed)
    expect(count).toMatchObject({ done: pushed.length, lost: 0 })
    console.log(`${stopped} times stopped, ${hungUp} times hung up; ${pushed.length} jobs done, none lost`)
  })
})
