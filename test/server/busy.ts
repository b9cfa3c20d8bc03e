import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { allDone, type Count, countJobs, pushJobs, threadsBusy } from './jobs.js'
import { eventually } from './look.js'
import { must } from './must.js'
import type { Ran } from './run.js'
import type { Watched } from './samples.js'
import type { TestServer } from './server.js'
import { watchSidekiq } from './watch.js'

const LONG = 500_000

/** A change to make while jobs run. */
export interface Load {
  /** Begins the ids of its jobs, so that each change has its own. */
  readonly name: string
  /** Threads that serve push when the change begins; all of them are busy then. */
  readonly threads: number
  readonly jobs?: number
  /** How long each job takes. */
  readonly seconds?: number
}

/** What a change did to the jobs, with the answer of the change itself. */
export interface Changed<T> {
  readonly answer: T
  readonly count: Count
  readonly watched: Watched
  /** Seconds from the beginning of the change to its end, and to the end of the last job. */
  readonly took: number
  readonly doneAfter: number
}

/** Pushes jobs into `push`, waits until every thread has one, makes the change, and waits for the end of the jobs with `settle`. */
export async function underLoad<T>(
  server: TestServer,
  { name, threads, jobs = 60, seconds = 20 }: Load,
  change: () => Promise<T>,
  settle: (ids: readonly string[]) => Promise<void>,
): Promise<Changed<T>> {
  const ids = Array.from({ length: jobs }, (_, index) => `${name}-${index}`)
  await pushJobs(server, 'push', ids, seconds)
  await threadsBusy(server, ids, threads)
  const watch = await watchSidekiq(server, { queue: 'push' })
  const began = Date.now()
  const answer = await change()
  const took = (Date.now() - began) / 1000
  await settle(ids)
  const watched = await watch.end()
  return {
    answer,
    count: await countJobs(server, ids),
    watched,
    took,
    doneAfter: (watched.lastDone - began) / 1000,
  }
}

/** The same for `mastodon-tune` with these arguments, and waits until each job is done. */
export function tuneUnderLoad(
  server: TestServer,
  load: Load,
  ...args: readonly string[]
): Promise<Changed<Ran>> {
  return underLoad(
    server,
    load,
    () => server.run(['mastodon-tune', ...args], { timeout: LONG }),
    (ids) => allDone(server, ids, LONG),
  )
}

/** Has Ruby take this many seconds to boot from now on; a real Mastodon takes 10 to 30. */
export async function delayBoot(server: TestServer, seconds: number): Promise<void> {
  await writeFile(join(server.root, 'home/mastodon/live/tmp/boot-delay'), `${seconds}\n`)
}

/** Lets PostgreSQL take more connections than its default of 100, which two sizes side by side would not fit. */
export async function allowConnections(server: TestServer, limit: number): Promise<void> {
  await must(server, [
    'setpriv',
    '--reuid=postgres',
    '--regid=postgres',
    '--init-groups',
    'psql',
    '-qc',
    `ALTER SYSTEM SET max_connections = ${limit}`,
  ])
  await must(server, ['systemctl', 'restart', 'postgresql'])
  await eventually(async () => (await server.run(['pg_isready'])).status === 0, {
    what: 'an answer from PostgreSQL',
  })
}
