import { type Backlog, epoch, jobsOf } from './jobs.js'
import type { PretendSidekiq } from './sidekiq.js'
import type { PracticeWorld } from './world.js'

type World = Pick<PracticeWorld, 'queues' | 'load'>

/**
 * A pretend Redis as Sidekiq 8.1 fills it (reference/mastodon.md §4.5); `now` is the pretend clock,
 * in seconds.
 */
export function pretendRedis(
  processes: () => readonly PretendSidekiq[],
  world: World,
  push: Backlog,
  now: () => number,
) {
  const hash = (key: string): Readonly<Record<string, string>> => {
    const worker = processes().find(({ identity }) => key === identity || key === `${identity}:work`)
    if (worker === undefined) return {}
    const jobs = jobsOf(worker, processes(), push, now())
    return key.endsWith(':work') ? workHash(jobs) : processHash(worker, jobs.length, now())
  }
  const members = (key: string): readonly string[] => {
    if (key === 'processes') return processes().map(({ identity }) => identity)
    return key === 'queues' ? world.queues.map(([name]) => name) : []
  }
  return ([name = '', key = '', ...rest]: readonly string[]): unknown => {
    const queue = key.replace(/^queue:/, '')
    const waiting = queue === 'push' ? push.waiting(processes(), now()) : 0
    switch (name.toUpperCase()) {
      case 'INFO':
        return '# Server\r\nredis_version:7.2.4\r\n'
      case 'TIME':
        return [String(epoch + Math.floor(now())), String(Math.floor((now() % 1) * 1e6))]
      case 'SMEMBERS':
        return members(key)
      case 'EXISTS':
        return Object.keys(hash(key)).length > 0 ? 1 : 0
      case 'HGETALL':
        return Object.entries(hash(key)).flat()
      case 'HGET':
        return hash(key)[rest[0] ?? ''] ?? null
      case 'HMGET': {
        const fields = hash(key)
        return rest.map((field) => fields[field] ?? null)
      }
      case 'LLEN':
        return waiting
      case 'LINDEX':
        return waiting > 0 ? job(queue, now() - push.age(waiting)) : null
      default:
        return null
    }
  }
}

const job = (queue: string, at: number) =>
  JSON.stringify({
    class: 'ActivityPub::DeliveryWorker',
    args: [],
    queue,
    enqueued_at: Math.round((epoch + at) * 1000),
  })

function workHash(jobs: ReturnType<typeof jobsOf>): Readonly<Record<string, string>> {
  const entries = jobs.map(({ queue, since }, at) => [
    `t${at}`,
    JSON.stringify({ queue, payload: job(queue, since), run_at: Math.floor(epoch + since) }),
  ])
  return Object.fromEntries(entries)
}

function processHash(worker: PretendSidekiq, busy: number, now: number): Readonly<Record<string, string>> {
  const { identity, pid, queues, threads, quietSince } = worker
  const weights = Object.fromEntries(queues.map((name) => [name, 1]))
  const capsules = { default: { concurrency: threads, mode: 'weighted', weights } }
  const info = {
    hostname: 'practice.example',
    started_at: epoch,
    pid,
    tag: 'live',
    capsules,
    queues,
    labels: [],
    identity,
    version: '8.1.6',
  }
  return {
    info: JSON.stringify(info),
    concurrency: String(threads),
    busy: String(busy),
    beat: String(epoch + now),
    quiet: String(quietSince !== null),
    rss: String(residentKib(worker)),
  }
}

/** Resident memory of a pretend Sidekiq process in KiB: made up, growing with its threads. */
export function residentKib({ threads }: PretendSidekiq): number {
  return 330_000 + threads * 4000
}
