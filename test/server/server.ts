import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { eventually } from '../support/eventually.js'
import { installArticle } from './article.js'
import { ensureBase } from './base.js'
import { whyNoServer } from './can.js'
import { type Guard, startGuard } from './guard.js'
import { leaderOf } from './leader.js'
import { enterArgv, type Ran, type RunOptions, runInside } from './run.js'
import { installStock } from './stock.js'

/** What runs on a server when it is handed over: no unit of Mastodon's, those it ships, or the article's. */
export type Layout = 'nothing' | 'stock' | 'article'

/** A Debian with its own systemd, PostgreSQL and Redis and the stand-in Mastodon, thrown away afterwards. */
export interface TestServer {
  /** Its root folder as seen from this machine. */
  readonly root: string
  /** The argv prefix that runs a command inside; changes with a reboot. */
  readonly enter: readonly string[]
  run(argv: readonly string[], options?: RunOptions): Promise<Ran>
  /** Back when systemd and the databases run again. */
  reboot(): Promise<void>
  stop(): Promise<void>
}

/** Boots a server. The folder `project` is to be seen inside, read-only, as /project. */
export async function bootServer(options: { layout?: Layout; project?: string } = {}): Promise<TestServer> {
  const reason = whyNoServer()
  if (reason !== undefined) throw new Error(reason)
  const guard = await startGuard(await ensureBase(), resolve(options.project ?? '.'))
  const server = serverOf(guard)
  try {
    await isUp(server, guard)
    if (options.layout === 'stock') await installStock(server)
    if (options.layout === 'article') await installArticle(server)
    return server
  } catch (error) {
    const log = readFileSync(join(guard.folder, 'log'), 'utf8')
    await server.stop()
    throw new Error(`the test server did not come up; its console:\n${log}`, { cause: error })
  }
}

function serverOf(guard: Guard): TestServer {
  const server: TestServer = {
    root: join(guard.folder, 'root'),
    get enter() {
      const leader = leaderOf(guard.folder)
      if (leader === undefined) throw new Error('the test server does not run')
      return enterArgv(leader)
    },
    run: (argv, options) => runInside(server.enter, argv, options),
    reboot: async () => {
      const before = leaderOf(guard.folder)
      await server.run(['systemctl', 'reboot'])
      await eventually(() => leaderOf(guard.folder) !== before, {
        within: slow,
        what: 'the end before a reboot',
      })
      await isUp(server, guard)
    },
    stop: () => guard.end(),
  }
  return server
}

/** Milliseconds that a step of a boot may take while other servers boot, too. */
const slow = 120_000

async function isUp(server: TestServer, guard: Guard): Promise<void> {
  await eventually(() => leaderOf(guard.folder), { within: slow, what: 'a PID 1', every: 50 })
  // A private network begins with its loopback down.
  await eventually(() => says(server, ['ip', 'link', 'set', 'lo', 'up'], ''), {
    within: slow,
    what: 'loopback',
  })
  await eventually(() => says(server, ['systemctl', 'is-system-running'], /^(running|degraded)/), {
    within: slow,
    what: 'boot',
  })
  await eventually(() => says(server, ['redis-cli', 'ping'], /PONG/), {
    within: slow,
    what: 'an answer from Redis',
  })
  await eventually(() => says(server, ['pg_isready'], /accepting/), {
    within: slow,
    what: 'an answer from PostgreSQL',
  })
}

/** `degraded` is an answer with a status that is not 0, so the words count. */
async function says(server: TestServer, argv: readonly string[], words: string | RegExp): Promise<boolean> {
  const { status, stdout } = await server.run(argv)
  return typeof words === 'string' ? status === 0 : words.test(stdout)
}
