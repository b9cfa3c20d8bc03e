import { randomBytes } from 'node:crypto'
import { redis } from './look.js'
import type { TestServer } from './server.js'

/** Puts one job for each id into a queue; each sleeps for this many seconds. */
export async function pushJobs(server: TestServer, queue: string, ids: readonly string[], seconds: number): Promise<void> {
  const jobs = ids.map((id) => JSON.stringify(job(queue, id, seconds)))
  await redis(server, ['SADD', 'queues', queue])
  await redis(server, ['LPUSH', `queue:${queue}`, ...jobs])
}

/** The ids of the jobs that began, and of those that finished, in order; one that ran twice is there twice. */
export async function jobsRun(server: TestServer): Promise<{ started: readonly string[]; done: readonly string[] }> {
  const [started, done] = await Promise.all(['started', 'done'].map((list) => redis(server, ['LRANGE', list, '0', '-1'])))
  return { started: started ?? [], done: done ?? [] }
}

function job(queue: string, id: string, seconds: number): object {
  const now = Date.now() / 1000
  const jid = randomBytes(12).toString('hex')
  return { class: 'SleepWorker', args: [id, seconds], queue, jid, retry: true, created_at: now, enqueued_at: now }
}
