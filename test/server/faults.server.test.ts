import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { whyNoServer } from './can.js'
import { snapshot } from './look.js'
import { installDriver } from './program.js'
import { bootServer, type TestServer } from './server.js'

const one = JSON.stringify({ layout: 'one' })

describe.skipIf(whyNoServer() !== undefined)('on a stock server, each action of the set-up made to fail', () => {
  let server: TestServer
  let drive: (...args: readonly string[]) => Promise<unknown>
  beforeAll(async () => {
    server = await bootServer({ layout: 'stock' })
    drive = await installDriver(server)
  })
  afterAll(() => server?.stop())

  test('leaves files, links and running units as they were', { timeout: 2_400_000 }, async () => {
    const before = await snapshot(server)
    const actions = (await drive('count', one)) as readonly { readonly do: string }[]
    for (const [at, action] of actions.entries()) {
      for (const when of ['before', 'after']) {
        const where = `${when} action ${at}, ${action.do}`
        const outcome = (await drive('fail', one, String(at), when)) as { readonly kind: string }
        expect({ where, kind: outcome.kind }).toEqual({ where, kind: 'rolled-back' })
        expect({ where, ...(await snapshot(server)) }).toEqual({ where, ...before })
      }
    }
    console.log(`${actions.length} actions, each made to fail before and after it took effect`)
  })
})
