import { cp, mkdir, readdir, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { eventually } from '../support/eventually.js'
import { sidekiqProcesses, streamingStatus, webStatus } from './look.js'
import { must } from './must.js'
import type { TestServer } from './server.js'

const TEMPLATE = 'mastodon-sidekiq-QUEUE@.service'
const UNITS = join(dirname(fileURLToPath(import.meta.url)), 'units', 'article')

/**
 * Threads by what stands in a template's name for QUEUE; push has a second process of another size, as in the article. Of the
 * numbers the article names only default's; it knows six queues, so `fasp` is served by nobody.
 */
const THREADS = {
  default: 25,
  ingress: 10,
  mailers: 5,
  pull: 10,
  push: 15,
  '2-push': 5,
  scheduler: 5,
} as const

/** Installs the article's layout, one Sidekiq unit per queue, and waits until all of it serves. */
export async function installArticle(server: TestServer): Promise<void> {
  for (const name of (await readdir(UNITS)).filter((file) => file !== TEMPLATE)) {
    await cp(join(UNITS, name), join(server.root, 'lib/systemd/system', name))
  }
  for (const queue of Object.keys(THREADS)) {
    // The article's templates are copies of one text.
    await cp(join(UNITS, TEMPLATE), join(server.root, 'lib/systemd/system', TEMPLATE.replace('QUEUE', queue)))
  }
  const bin = join(server.root, 'home/mastodon/bin')
  await mkdir(bin)
  await symlink('/usr/bin/node', join(bin, 'node'))
  const sidekiqs = Object.entries(THREADS).map(
    ([queue, threads]) => `mastodon-sidekiq-${queue}@${threads}.service`,
  )
  await must(server, ['systemctl', 'daemon-reload'])
  await must(server, [
    'systemctl',
    'enable',
    'mastodon.target',
    'mastodon-web',
    'mastodon-streaming',
    ...sidekiqs,
  ])
  await must(server, ['systemctl', 'start', 'mastodon.target'])
  await articleServes(server)
}

/** Waits until web, streaming and all seven Sidekiq processes answer. */
export async function articleServes(server: TestServer): Promise<void> {
  const all = Object.keys(THREADS).length
  await eventually(async () => (await webStatus(server)) === 200, {
    within: 120_000,
    what: 'an answer from web',
  })
  await eventually(async () => (await streamingStatus(server, 4000)) === 200, {
    what: 'an answer from streaming',
  })
  await eventually(async () => (await sidekiqProcesses(server)).length >= all, {
    within: 120_000,
    what: 'seven Sidekiq processes',
  })
}
