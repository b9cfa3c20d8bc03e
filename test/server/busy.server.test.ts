import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { whyNoServer } from './can.js'
import { jobsRun, pushJobs } from './jobs.js'
import { eventually } from './look.js'
import { installPacked } from './program.js'
import { bootServer, type TestServer } from './server.js'

describe.skipIf(whyNoServer() !== undefined)('a stock server that is busy when it is taken over', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await bootServer({ layout: 'stock' })
    await installPacked(server)
  })
  afterAll(() => server?.stop())

  test('loses no job, although each runs longer than the stock unit is given to stop', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `job-${index}`)
    await pushJobs(server, 'push', ids, 20)
    await eventually(async () => (await jobsRun(server)).started.length === 25, {
      what: 'all 25 threads busy',
    })
    const ran = await server.run(['mastodon-tune', 'apply', '--yes'], { timeout: 200_000 })
    expect(`${ran.status} ${ran.stderr}`).toMatch(/^0 /)
    await eventually(async () => new Set((await jobsRun(server)).done).size === ids.length, {
      what: 'all jobs',
      within: 120_000,
    })
  })
})
