import { allowConnections } from '../test/server/busy.js'
import { eventually, sidekiqProcesses } from '../test/server/look.js'
import { must } from '../test/server/must.js'
import { installPacked } from '../test/server/program.js'
import type { Layout, TestServer } from '../test/server/server.js'

/** A way from 25 threads to 40. */
export interface Procedure {
  readonly name: string
  readonly layout: Layout
  /** Leaves `push` with 25 threads. */
  prepare(server: TestServer): Promise<void>
  change(server: TestServer): Promise<void>
}

const push = (threads: number) => `mastodon-sidekiq-push@${threads}`

/** By hand, with the article's four commands. */
export const articles: Procedure = {
  name: "the article's: stop, disable, enable, start",
  layout: 'article',
  prepare: articleWith25,
  change: async (server) => {
    const commands = [
      ['stop', 25],
      ['disable', 25],
      ['enable', 40],
      ['start', 40],
    ] as const
    // The article leaves `@25` and `@40` out of stop and start; systemd knows no such unit.
    for (const [verb, threads] of commands) await must(server, ['systemctl', verb, push(threads)])
  },
}

/** With this program, which also moves the article's services to its own. */
export const moved: Procedure = {
  name: "`resize push=40` on the article's layout (moves all of it to ours)",
  layout: 'article',
  prepare: async (server) => {
    await allowConnections(server, 300)
    await installPacked(server)
    await articleWith25(server)
  },
  change: (server) => tune(server, 'resize', 'push=40'),
}

/** With this program, on a server that it had set up. */
export const retuned: Procedure = {
  name: '`resize push=40` on a server we set up',
  layout: 'nothing',
  prepare: async (server) => {
    await allowConnections(server, 300)
    await installPacked(server)
    await tune(server, 'apply', '--layout', 'per-queue', '--queue', 'push=25')
  },
  change: (server) => tune(server, 'resize', 'push=40'),
}

async function articleWith25(server: TestServer): Promise<void> {
  await must(server, ['systemctl', 'disable', '--now', push(20)])
  await must(server, ['systemctl', 'enable', '--now', push(25)])
  const sizes = async () => (await sidekiqProcesses(server)).filter(({ queues }) => queues.includes('push'))
  await eventually(async () => (await sizes()).some(({ concurrency }) => concurrency === 25), {
    within: 60_000,
    what: push(25),
  })
}

async function tune(server: TestServer, ...args: readonly string[]): Promise<void> {
  const ran = await server.run(['mastodon-tune', ...args, '--yes'], { timeout: 600_000 })
  if (ran.status !== 0)
    throw new Error(`mastodon-tune ${args.join(' ')}: ${ran.status}\n${ran.stdout}${ran.stderr}`)
}
