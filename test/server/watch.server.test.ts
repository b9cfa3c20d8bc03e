import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { whyNoServer } from './can.js'
import { eventually, redis, sidekiqProcesses } from './look.js'
import { must } from './must.js'
import { bootServer, type TestServer } from './server.js'
import { watchSidekiq } from './watch.js'

const ends = 'no longer accepting new work'

describe.skipIf(whyNoServer() !== undefined)("the watch over a server in the article's layout", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await bootServer({ layout: 'article' })
    // One process for each queue is watched.
    await systemctl('stop', 'mastodon-sidekiq-2-push@5')
    await eventually(async () => (await serving('push')) === 1, { what: 'a single process for push' })
  })
  afterAll(() => server?.stop())

  const systemctl = (...args: readonly string[]) => must(server, ['systemctl', ...args])
  const serving = async (queue: string) =>
    (await sidekiqProcesses(server)).filter(({ queues }) => queues.includes(queue)).length

  test('sees a second scheduler', async () => {
    const watch = await watchSidekiq(server, { queue: 'push' })
    await systemctl('start', 'mastodon-sidekiq-scheduler@6')
    await eventually(async () => (await serving('scheduler')) === 2, { what: 'a second scheduler' })
    await systemctl('stop', 'mastodon-sidekiq-scheduler@6')
    const { schedulers, consumers, longestGap } = await watch.end()
    expect([schedulers[0], Math.max(...schedulers)]).toEqual([1, 2])
    expect([new Set(consumers), longestGap]).toEqual([new Set([1]), 0])
  })

  test('is not fooled by a process that Redis still lists, dead or before its heartbeat says that it is quiet', async () => {
    const watch = await watchSidekiq(server, { queue: 'pull' })
    await systemctl('kill', '--signal=TSTP', 'mastodon-sidekiq-pull@10')
    const isQuiet = async () =>
      (await server.run(['journalctl', '--boot', '--quiet', `--grep=${ends}`])).stdout !== ''
    await eventually(isQuiet, { what: 'quiet' })
    const quietSince = Date.now()
    const pushed = await watchSidekiq(server, { queue: 'push' })
    await systemctl('kill', '--signal=KILL', 'mastodon-sidekiq-push@15')
    const again = async () => (await serving('push')) === 2
    await eventually(again, { what: 'a dead process beside a new one', within: 40_000 })
    expect(await redis(server, ['SCARD', 'processes'])).toEqual(['7'])
    // A fast machine has all of that done in a second.
    await eventually(() => Date.now() - quietSince > 2000, { what: 'two seconds without pull' })
    const [pull, push] = [await watch.end(), await pushed.end()]
    expect([pull.consumers[0], pull.consumers.at(-1)]).toEqual([1, 0])
    expect(pull.longestGap).toBeGreaterThan(1)
    expect([push.consumers[0], Math.min(...push.consumers), Math.max(...push.consumers)]).toEqual([1, 0, 1])
    expect(push.longestGap).toBeGreaterThan(0)
  })
})
