import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allowConnections, delayBoot, tuneUnderLoad } from './busy.js'
import { whyNoServer } from './can.js'
import { installPacked } from './program.js'
import { bootServer, type Layout, type TestServer } from './server.js'
import { nothingLost, verdict } from './verdict.js'

const SLOW = 500_000

interface Case {
  readonly layout: Layout
  readonly threads: number
  readonly change: readonly string[]
}

const cases: readonly Case[] = [
  { layout: 'article', threads: 20, change: ['resize', 'push=40', '--yes'] },
  { layout: 'stock', threads: 25, change: ['resize', 'push=40', '--layout', 'per-queue', '--yes'] },
]

describe.skipIf(whyNoServer() !== undefined).each(cases)(
  'a busy server in the layout $layout',
  ({ layout, threads, change }) => {
    let server: TestServer
    beforeAll(async () => {
      server = await bootServer({ layout })
      await allowConnections(server, 300)
      await installPacked(server)
      await delayBoot(server, 5)
    }, SLOW)
    afterAll(() => server?.stop())

    test(`loses nothing by ${change.join(' ')}`, { timeout: SLOW }, async () => {
      const changed = await tuneUnderLoad(server, { name: layout, threads }, ...change)
      console.log(
        `${layout}: ${changed.took.toFixed(0)} s, jobs done after ${changed.doneAfter.toFixed(0)} s`,
      )
      expect(verdict(changed)).toEqual(nothingLost())
      expect((await server.run(['mastodon-tune', 'plan'])).status).toBe(0)
    })
  },
)
