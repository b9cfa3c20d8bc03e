import { randomBytes } from 'node:crypto'
import { eventually, redis } from './look.js'
import type { TestServer } from './server.js'

/** What became of some jobs, once nothing runs any more. */
export interface Count {
  readonly done: number
  /** Neither done, nor waiting, running or to be tried again. */
  readonly lost: number
  /** Done more than once. */
  readonly twice: number
  /** Begun more than once: Sidekiq pushed it back, or its process died. */
  readonly restarted: number
}

/** Puts one job for each id into a queue; each sleeps for this many seconds. */
export async function pushJobs(
  server: TestServer,
  queue: string,
  ids: readonly string[],
  seconds: number,
): Promise<void> {
  const jobs = ids.map((id) => JSON.stringify(job(queue, id, seconds)))
  await redis(server, ['SADD', 'queues', queue])
  await redis(server, ['LPUSH', `queue:${queue}`, ...jobs])
}

/** The ids of the jobs that began, and of those that finished, in order; one that ran twice is there twice. */
export async function jobsRun(
  server: TestServer,
): Promise<{ started: readonly string[]; done: readonly string[] }> {
  const [started, done] = await Promise.all(
    ['started', 'done'].map((list) => redis(server, ['LRANGE', list, '0', '-1'])),
  )
  return { started: started ?? [], done: done ?? [] }
}

/** What became of these jobs. To be asked when the server is idle: a job that has just begun is not yet listed as running. */
export async function countJobs(server: TestServer, ids: readonly string[]): Promise<Count> {
  const [{ started, done }, held] = await Promise.all([jobsRun(server), heldJobs(server)])
  const times = (list: readonly string[], id: string) => list.filter((each) => each === id).length
  return {
    done: ids.filter((id) => done.includes(id)).length,
    lost: ids.filter((id) => !done.includes(id) && !held.some((line) => line.includes(`"args":["${id}"`)))
      .length,
    twice: ids.filter((id) => times(done, id) > 1).length,
    restarted: ids.filter((id) => times(started, id) > 1).length,
  }
}

/** Waits until all of these jobs are done. */
export async function allDone(server: TestServer, ids: readonly string[], within: number): Promise<void> {
  const left = async () => ids.filter((id) => !done.has(id)).length
  let done = new Set<string>()
  const check = async () => {
    done = new Set((await jobsRun(server)).done)
    return (await left()) === 0
  }
  await eventually(check, { within, every: 1000, what: `the end of ${ids.length} jobs` }).catch(
    async (error: Error) => {
      throw new Error(
        `${error.message}: ${await left()} are left, ${JSON.stringify(await countJobs(server, ids))}`,
      )
    },
  )
}

/** Waits until this many of these jobs are being done. */
export async function threadsBusy(
  server: TestServer,
  ids: readonly string[],
  threads: number,
): Promise<void> {
  const running = async () => {
    const { started, done } = await jobsRun(server)
    return ids.filter((id) => started.includes(id) && !done.includes(id)).length
  }
  await eventually(async () => (await running()) >= threads, {
    within: 60_000,
    what: `${threads} busy threads`,
  })
}

/** Waits until no job waits or runs, whether or not all were done: for two heartbeats, since Redis hears of a new job that late. */
export async function idle(server: TestServer, within: number): Promise<void> {
  let since = Date.now()
  const check = async () => {
    if ((await heldJobs(server)).length > 0) since = Date.now()
    return Date.now() - since > 11_000
  }
  await eventually(check, { within, every: 1000, what: 'an idle Sidekiq' })
}

/** The text of every job in a queue, in a process's hands (Sidekiq 6 and 7), or to be tried again. */
async function heldJobs(server: TestServer): Promise<readonly string[]> {
  const [queues, identities] = await Promise.all(
    ['queues', 'processes'].map((set) => redis(server, ['SMEMBERS', set])),
  )
  const commands = [
    ...(queues ?? []).map((queue) => ['LRANGE', `queue:${queue}`, '0', '-1']),
    ...(identities ?? []).flatMap((identity) =>
      [`${identity}:workers`, `${identity}:work`].map((hash) => ['HVALS', hash]),
    ),
    ...['retry', 'schedule'].map((set) => ['ZRANGE', set, '0', '-1']),
  ]
  const found = await Promise.all(commands.map((command) => redis(server, command)))
  // A job within a job's text is quoted once more.
  return found.flat().map((line) => line.replaceAll('\\', ''))
}

function job(queue: string, id: string, seconds: number): object {
  const now = Date.now() / 1000
  const jid = randomBytes(12).toString('hex')
  return {
    class: 'SleepWorker',
    args: [id, seconds],
    queue,
    jid,
    retry: true,
    created_at: now,
    enqueued_at: now,
  }
}
