import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type { Sample, Seen } from './samples.js'

const EVERY = 500

/** Runs inside a test server: twice a second a line of JSON, until standard input ends. */
async function main(): Promise<void> {
  let over = false
  process.stdin.on('end', () => {
    over = true
  })
  process.stdin.resume()
  const redis = new Redis({ host: '127.0.0.1', lazyConnect: true })
  await redis.connect()
  const began = Date.now()
  for (let count = 1; !over; count++) {
    process.stdout.write(`${JSON.stringify(await sample(redis))}\n`)
    // On the clock, not after the last: a slow answer must not make the samples fewer.
    await sleep(Math.max(0, began + count * EVERY - Date.now()))
  }
  redis.disconnect()
}

async function sample(redis: Redis): Promise<Sample> {
  const identities = await redis.smembers('processes')
  const found = await Promise.all(
    identities.map((identity) => redis.hmget(identity, 'info', 'quiet', 'beat')),
  )
  const done = await redis.llen('done')
  const processes = found.flatMap(([info, quiet, beat]): Seen[] => {
    if (!info) return []
    const { pid, queues } = JSON.parse(info) as { pid: number; queues: string[] }
    const beatAge = Date.now() - Number(beat) * 1000
    return [{ pid, queues: [...new Set(queues)], quiet: quiet === 'true', beatAge, runs: runs(pid) }]
  })
  return { at: Date.now(), done, processes }
}

/** Whether a Sidekiq really runs under this id: one that died without a word stays in Redis for a minute. */
function runs(pid: number): boolean {
  try {
    // A dead process that nobody has reaped has no command line.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('sidekiq')
  } catch {
    return false
  }
}

void main()
