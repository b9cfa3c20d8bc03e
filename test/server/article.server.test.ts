import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { articleServes } from './article.js'
import { whyNoServer } from './can.js'
import { sidekiqProcesses, snapshot } from './look.js'
import { bootServer, type TestServer } from './server.js'

const SLOW = 300_000
const BY_QUEUE = ['default 25', 'ingress 10', 'mailers 5', 'pull 10', 'push 15', 'push 5', 'scheduler 5']

describe.skipIf(whyNoServer() !== undefined)("a server in the article's layout", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await bootServer({ layout: 'article' })
  }, SLOW)
  afterAll(() => server?.stop(), SLOW)

  test('serves each of its six queues from processes of its own', async () => {
    const processes = await sidekiqProcesses(server)
    expect(processes.map((one) => `${one.queues.join()} ${one.concurrency}`).sort()).toEqual(BY_QUEUE)
  })

  test('comes back after a reboot', { timeout: SLOW }, async () => {
    const before = await snapshot(server)
    await server.reboot()
    await articleServes(server)
    expect(await snapshot(server)).toEqual(before)
  })

  test('leaves nothing behind', async () => {
    const folder = dirname(server.root)
    await server.stop()
    expect(await readFile('/proc/mounts', 'utf8')).not.toContain(folder)
    expect(existsSync(folder)).toBe(false)
  })
})
