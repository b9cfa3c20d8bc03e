import type { Contents } from './pretend-redis.js'

/** When the recordings were made, in seconds since 1970. */
export const now = 1_700_000_100.5

type Releases = '6.4' | '6.5' | '7.3' | '8.0.9' | '8.1'

const identity = 'social:140:a6c1dea8359c'
const base = { hostname: 'social', started_at: 1_700_000_000.25, pid: 140, tag: 'live', labels: [], identity }
const weights = { default: 8, push: 6 }
const queues = ['default', 'push']
const seven = { ...base, concurrency: 25, queues, weights: [weights], version: '7.3.9', embedded: false }
const capsules = { default: { concurrency: 25, mode: 'weighted', weights } }
const eight = { ...base, queues, weights: [weights], capsules, version: '8.0.9', embedded: false }

/** The process hash of each release (launcher.rb): `concurrency` moves out of `info`, `capsules` come in. */
const hashes: Readonly<Record<Releases, Readonly<Record<string, string>>>> = {
  '6.4': {
    info: JSON.stringify({ ...base, concurrency: 25, queues: ['default', 'push', 'default', 'push'] }),
    quiet: 'false',
  },
  '6.5': { info: JSON.stringify({ ...base, concurrency: 25, queues }), quiet: 'false' },
  '7.3': { info: JSON.stringify(seven), quiet: 'false' },
  '8.0.9': { info: JSON.stringify({ ...eight, concurrency: 25 }), quiet: 'false' },
  '8.1': { info: JSON.stringify(eight), concurrency: '25', quiet: 'false' },
}

/** A job as its class pushed it; `at` is seconds since 1970, written in milliseconds from Sidekiq 8 on. */
export function job(queue: string, at: number, milliseconds: boolean): string {
  const moment = milliseconds ? Math.round(at * 1000) : at
  return JSON.stringify({
    class: 'W',
    args: ['someone@private.example'],
    queue,
    jid: 'a',
    retry: true,
    created_at: moment,
    enqueued_at: moment,
  })
}

/** A Redis of that release: one process of 25 threads runs two jobs of `push` and one of `default`; two jobs wait in `push`. */
export function sidekiqInRedis(release: Releases, prefix = ''): Contents {
  const late = release.startsWith('8')
  const payload = (queue: string) =>
    release.startsWith('6') ? (JSON.parse(job(queue, now - 20, late)) as unknown) : job(queue, now - 20, late)
  const work = (queue: string, since: number) =>
    JSON.stringify({ queue, payload: payload(queue), run_at: since })
  const contents: Contents = {
    processes: [identity],
    queues: ['push', 'default', 'old'],
    [identity]: { ...hashes[release], busy: '3', beat: '1700000098.1', rtt_us: '128', rss: '400000' },
    [`${identity}:${release === '6.4' ? 'workers' : 'work'}`]: {
      gd1: work('push', 1_700_000_090),
      gd2: work('push', 1_700_000_095),
      gd3: work('default', 1_700_000_099),
    },
    'queue:push': [job('push', now - 2, late), job('push', now - 12.5, late)],
  }
  return Object.fromEntries(Object.entries(contents).map(([key, value]) => [`${prefix}${key}`, value]))
}
