import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StatusJson } from '../../src/status/json-schema.js'
import { openTerminal } from '../support/terminal.js'
import { whyNoServer } from './can.js'
import { jobsRun, pushJobs } from './jobs.js'
import { eventually } from './look.js'
import { must } from './must.js'
import { installPacked } from './program.js'
import { bootServer, type TestServer } from './server.js'

describe.skipIf(whyNoServer() !== undefined)(
  'the status of a stock server with more jobs in push than threads',
  () => {
    let server: TestServer
    beforeAll(async () => {
      server = await bootServer({ layout: 'stock' })
      await installPacked(server)
      const ids = Array.from({ length: 40 }, (_, index) => `job-${index}`)
      await pushJobs(server, 'push', ids, 600)
      await eventually(async () => (await jobsRun(server)).started.length === 25, {
        what: 'all 25 threads busy',
      })
      // What Sidekiq tells of its own jobs is up to 10 s old.
      await eventually(async () => (await seen()).queues?.some(({ busy }) => busy === 25), {
        what: 'the busy threads',
        every: 1000,
      })
    })
    afterAll(() => server?.stop())

    const seen = async (user?: string): Promise<StatusJson> => {
      const ran = await server.run(['mastodon-tune', 'status', '--json'], user === undefined ? {} : { user })
      expect(ran).toMatchObject({ status: 0, stderr: '' })
      return JSON.parse(ran.stdout)
    }

    test.each([undefined, 'mastodon'])('says as JSON what waits and what runs (user %s)', async (user) => {
      const { queues, processes, units, connections, why } = await seen(user)
      expect(queues?.find(({ name }) => name === 'push')).toMatchObject({
        size: 15,
        busy: 25,
        threads: 25,
        processes: 1,
      })
      expect(queues?.filter(({ name }) => name !== 'push').map(({ size, busy }) => size + busy)).toEqual([
        0, 0, 0, 0, 0, 0,
      ])
      expect(processes).toMatchObject([
        { unit: 'mastodon-sidekiq.service', threads: 25, busy: 25, quiet: false },
      ])
      expect(units).toContainEqual({ unit: 'mastodon-web.service', active: true, enabled: true, kind: 'web' })
      expect(connections.limit).toBe(97)
      expect(why).toEqual([])
    })

    test('names push first, and gives away no secret', async () => {
      const { status, stdout, stderr } = await server.run(['mastodon-tune', 'status'])
      expect([status, stderr]).toEqual([0, ''])
      expect(stdout).toMatch(/^Queue .*\npush +1 × 25 +▇+ +25 of 25 +15 /)
      expect(stdout).toMatch(/^mastodon-sidekiq .*all 7 queues$/m)
      expect(stdout).not.toContain('planted')
    })

    test('says what is missing to one who may not read the settings', async () => {
      const { status, stdout } = await server.run([
        'setpriv',
        '--reuid',
        'nobody',
        '--clear-groups',
        'mastodon-tune',
        'status',
      ])
      expect(status).toBe(0)
      expect(stdout).toContain('.env.production')
      expect(stdout).toMatch(/^mastodon-web\.service +active/m)
    })

    test('is live in a terminal, through a Redis that goes away and comes back', async () => {
      const terminal = openTerminal([...server.enter, 'mastodon-tune', 'status', '--watch'])
      await terminal.waitFor(/push .*25 of 25 .*[▂▃▄▅▆▇█]{2}/)
      await must(server, ['systemctl', 'stop', 'redis-server'])
      await terminal.waitFor('Redis does not answer')
      await must(server, ['systemctl', 'start', 'redis-server'])
      await terminal.waitFor(/Queue .*\n +push /, { within: 30_000 })
      terminal.press('q')
      expect(await terminal.exited).toBe(0)
      expect(terminal.screen().join('').trim()).toBe('')
    })

    test('the advice names the queue that falls behind, and what would help', async () => {
      await pushJobs(
        server,
        'default',
        Array.from({ length: 80 }, (_, index) => `late-${index}`),
        60,
      )
      const behind = /^all: default is \d+ s behind.*, (all 25|2[3-5] of 25) threads busy/m
      const said = await eventually(
        async () => {
          const { stdout } = await server.run(['mastodon-tune', 'status'])
          return behind.test(stdout) && stdout
        },
        { what: 'advice about default', within: 120_000, every: 3000 },
      )
      expect(said).toMatch(/^default needs help first: /m)
    })
  },
)
