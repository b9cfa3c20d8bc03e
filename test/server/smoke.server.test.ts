import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTerminal } from '../support/terminal.js'
import { whyNoServer } from './can.js'
import { jobsRun, pushJobs } from './jobs.js'
import { eventually, sidekiqProcesses, snapshot, streamingStatus, webStatus } from './look.js'
import { bootServer, type TestServer } from './server.js'
import { stockServes } from './stock.js'

const SLOW = 300_000
const QUEUES = ['default', 'fasp', 'ingress', 'mailers', 'pull', 'push', 'scheduler']

describe.skipIf(whyNoServer() !== undefined)('a server with nothing of Mastodon running', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await bootServer()
  }, SLOW)
  afterAll(() => server?.stop(), SLOW)

  test('runs no unit of Mastodon', async () => {
    expect((await snapshot(server)).running).toEqual([])
    expect(await webStatus(server)).toBe(0)
  })

  test('shows a command in a terminal', async () => {
    const terminal = openTerminal([...server.enter, 'bash', '--norc'], { cols: 60, rows: 10 })
    terminal.press('stty size; cat /etc/hostname; ls /project | grep package.json; exit 3\r')
    await terminal.waitFor(/10 60\n[\s\S]*mastodon-test\npackage\.json/)
    expect(await terminal.exited).toBe(3)
  })
})

describe.skipIf(whyNoServer() !== undefined)('a stock server', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await bootServer({ layout: 'stock' })
  }, SLOW)
  afterAll(() => server?.stop(), SLOW)

  test('answers and serves every queue from one process', async () => {
    expect([await webStatus(server), await streamingStatus(server, 4000)]).toEqual([200, 200])
    const [sidekiq, ...others] = await sidekiqProcesses(server)
    expect(others).toEqual([])
    expect(sidekiq).toMatchObject({ concurrency: 25, quiet: false, busy: 0 })
    expect([...(sidekiq?.queues ?? [])].sort()).toEqual(QUEUES)
  })

  test('runs a job', async () => {
    await pushJobs(server, 'push', ['one'], 0.1)
    await eventually(async () => (await jobsRun(server)).done.includes('one'), { what: 'the job' })
    expect(await jobsRun(server)).toEqual({ started: ['one'], done: ['one'] })
  })

  test('comes back after a reboot', { timeout: SLOW }, async () => {
    const before = await snapshot(server)
    await server.reboot()
    await stockServes(server)
    expect(await snapshot(server)).toEqual(before)
  })
})
