import { afterAll, beforeAll, describe, test } from 'vitest'
import { whyNoServer } from './can.js'
import { failEach } from './fault-loop.js'
import { bootServer, type TestServer } from './server.js'

describe.skipIf(whyNoServer() !== undefined)(
  'on a stock server, each action of the set-up failing before it took effect',
  () => {
    let server: TestServer
    beforeAll(async () => {
      server = await bootServer({ layout: 'stock' })
    })
    afterAll(() => server?.stop())

    test('leaves files, links and running units as they were', { timeout: 2_400_000 }, () =>
      failEach(server, 'before'),
    )
  },
)
