import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { articleServes } from './article.js'
import { allowConnections } from './busy.js'
import { whyNoServer } from './can.js'
import { allDone, countJobs, pushJobs, threadsBusy } from './jobs.js'
import { eventually, sidekiqProcesses, snapshot } from './look.js'
import { installPacked } from './program.js'
import { bootServer, type Layout, type TestServer } from './server.js'
import { watchSidekiq } from './watch.js'

const LONG = 240_000

const serverWith = (layout: Layout) => {
  const it = {} as { server: TestServer; tune: (...args: readonly string[]) => Promise<string> }
  beforeAll(async () => {
    it.server = await bootServer({ layout })
    await allowConnections(it.server, 300)
    await installPacked(it.server)
    it.tune = async (...args) => {
      const ran = await it.server.run(['mastodon-tune', ...args], { timeout: LONG })
      return `${ran.status} ${ran.stderr}`
    }
  })
  afterAll(() => it.server?.stop())
  return it
}

const jobs = (name: string) => Array.from({ length: 20 }, (_, index) => `${name}-${index}`)

/** Pushes 20 jobs of 5 s, does the work while they run, and waits until all are done; none may be lost or done twice. */
async function busily(server: TestServer, name: string, work: () => Promise<void>): Promise<void> {
  const ids = jobs(name)
  await pushJobs(server, 'push', ids, 5)
  await threadsBusy(server, ids, 5)
  const watch = await watchSidekiq(server, { queue: 'push' })
  await work()
  await allDone(server, ids, LONG)
  const watched = await watch.end()
  expect(await countJobs(server, ids)).toMatchObject({ done: 20, lost: 0, twice: 0 })
  expect(Math.max(...watched.schedulers)).toBeLessThanOrEqual(1)
}

/** Sidekiq takes jobs, and one process serves scheduler. */
async function takesJobs(server: TestServer, name: string): Promise<void> {
  const ids = jobs(name)
  await pushJobs(server, 'push', ids, 0)
  await allDone(server, ids, 60_000)
  await eventually(
    async () =>
      (await sidekiqProcesses(server)).filter(({ queues }) => queues.includes('scheduler')).length === 1,
    {
      what: 'one process on scheduler',
      within: 60_000,
    },
  )
}

describe.skipIf(whyNoServer() !== undefined)('undo on a busy stock server', () => {
  const it = serverWith('stock')

  test('leads from one process of ours back to the stock units', { timeout: LONG }, async () => {
    const before = await snapshot(it.server)
    await takesJobs(it.server, 'first')
    expect(await it.tune('apply', '--yes', '--layout', 'one')).toMatch(/^0 /)
    expect(await snapshot(it.server)).not.toEqual(before)
    await busily(it.server, 'undo', async () => expect(await it.tune('undo', '--yes')).toMatch(/^0 /))
    expect(await snapshot(it.server)).toEqual(before)
    await takesJobs(it.server, 'stock')
    expect(await it.tune('undo', '--yes')).toMatch(/^1 .*nothing left to undo/s)
  })

  test('two applies at the same instant, 20 times: one does it', { timeout: 2 * LONG }, async () => {
    const counts = { applied: 0, explained: 0, nothing: 0 }
    for (let round = 0; round < 20; round++) {
      const size = `all=${round % 2 === 0 ? 24 : 25}`
      const args = [
        'mastodon-tune',
        'apply',
        '--yes',
        '--layout',
        'one',
        '--queue',
        size,
        '--web',
        '2x5',
        '--drain',
        '0',
      ]
      const both = await Promise.all([1, 2].map(() => it.server.run(args, { timeout: LONG })))
      const applied = both.filter(({ stdout }) => /^Done in /m.test(stdout))
      const explained = both.filter(({ stderr }) =>
        /Another mastodon-tune \(process \d+, begun by \S+ at .*\) is changing this server/.test(stderr),
      )
      const nothing = both.filter(({ stdout }) => stdout.includes('Nothing is to be done'))
      expect({ round, both, applied: applied.map(({ status }) => status) }).toMatchObject({ applied: [0] })
      expect({ round, both, other: explained.length + nothing.length }).toMatchObject({ other: 1 })
      expect(
        explained.every(({ status }) => status === 1) && nothing.every(({ status }) => status === 0),
      ).toBe(true)
      counts.applied += applied.length
      counts.explained += explained.length
      counts.nothing += nothing.length
    }
    console.log(`two applies at once, 20 times: ${JSON.stringify(counts)}`)
    await takesJobs(it.server, 'after both')
  })
})

describe.skipIf(whyNoServer() !== undefined)("undo of resizes on the article's layout", () => {
  const it = serverWith('article')

  test('restores a template that somebody deleted', { timeout: LONG }, async () => {
    const before = await snapshot(it.server)
    expect(await it.tune('resize', 'push=10', '--yes')).toMatch(/^0 /)
    await it.server.run(['rm', '/etc/systemd/system/mastodon-sidekiq-01-push@.service'])
    expect(await it.tune('undo', '--yes')).toMatch(/^0 /)
    expect(await snapshot(it.server)).toEqual(before)
    await articleServes(it.server)
    await takesJobs(it.server, 'template')
  })

  test('leads back one run at a time, under load', { timeout: 2 * LONG }, async () => {
    const before = await snapshot(it.server)
    expect(await it.tune('resize', 'push=30', '--yes')).toMatch(/^0 /)
    const between = await snapshot(it.server)
    expect(await it.tune('resize', 'push=12', '--web', '2x5', '--yes')).toMatch(/^0 /)
    await busily(it.server, 'one back', async () => expect(await it.tune('undo', '--yes')).toMatch(/^0 /))
    expect(await snapshot(it.server)).toEqual(between)
    await busily(it.server, 'two back', async () => expect(await it.tune('undo', '--yes')).toMatch(/^0 /))
    expect(await snapshot(it.server)).toEqual(before)
    await articleServes(it.server)
  })
})
