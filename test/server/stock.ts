import { cp, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { eventually } from '../support/eventually.js'
import { sidekiqProcesses, streamingStatus, webStatus } from './look.js'
import { must } from './must.js'
import type { TestServer } from './server.js'

const UNITS = join(dirname(fileURLToPath(import.meta.url)), 'units', 'stock')
const SERVICES = ['mastodon-web', 'mastodon-sidekiq', 'mastodon-streaming'] as const

/** Installs the units Mastodon ships, as its manual says, and waits until all of them serve. */
export async function installStock(server: TestServer): Promise<void> {
  for (const name of await readdir(UNITS)) {
    await cp(join(UNITS, name), join(server.root, 'etc/systemd/system', name))
  }
  await must(server, ['systemctl', 'daemon-reload'])
  await must(server, ['systemctl', 'enable', '--now', ...SERVICES])
  await stockServes(server)
}

/** Waits until web, streaming and Sidekiq of a stock server answer. */
export async function stockServes(server: TestServer): Promise<void> {
  await eventually(async () => (await webStatus(server)) === 200, {
    within: 120_000,
    what: 'an answer from web',
  })
  await eventually(async () => (await streamingStatus(server, 4000)) === 200, {
    within: 120_000,
    what: 'an answer from streaming',
  })
  await eventually(async () => (await sidekiqProcesses(server)).length > 0, {
    within: 120_000,
    what: 'a Sidekiq process in Redis',
  })
}
