import type { Evidence, QueueLoad, SidekiqProcess } from '../../src/known/load.js'
import { GB } from '../../src/text/format.js'

/** A process on this server; the stock one where nothing else is said. */
export function aProcess(process: Partial<SidekiqProcess> = {}): SidekiqProcess {
  return {
    identity: 'social:100:abc',
    hostname: 'social',
    pid: 100,
    unit: 'mastodon-sidekiq.service',
    queues: ['default', 'push', 'ingress', 'mailers', 'pull', 'scheduler', 'fasp'],
    threads: 25,
    busy: 0,
    quiet: false,
    memory: 0.6 * GB,
    cpu: 0.25,
    jobs: [],
    ...process,
  }
}

/** A queue that waits for nothing, served by one process of 25 threads. */
export const aQueue = (queue: Partial<QueueLoad> = {}): QueueLoad => ({
  ...{ name: 'default', size: 0, latency: 0, processes: 1, threads: 25, busy: 0 },
  ...queue,
})

/** What was seen: queues before and now, and the processes that live. */
export function aDetailedLoad(
  now: readonly QueueLoad[],
  processes: readonly SidekiqProcess[] = [aProcess()],
  before = now,
): Evidence {
  return {
    before: { at: 1_700_000_000, queues: before, processes },
    now: { at: 1_700_000_002, queues: now, processes },
    idle: 0.4,
    memoryFree: 3 * GB,
  }
}

/** A server whose queue push is far behind, and whose queue fasp nobody takes. */
export const pushBehind = aDetailedLoad(
  [
    aQueue({ size: 3, latency: 2, busy: 9 }),
    aQueue({ name: 'push', size: 12_480, latency: 340, busy: 16 }),
    aQueue({ name: 'pull', size: 90, latency: 20 }),
    aQueue({ name: 'fasp', processes: 0, threads: 0 }),
  ],
  [
    aProcess({ busy: 25, cpu: 0.95 }),
    aProcess({
      identity: 'other:7:x',
      hostname: 'other',
      pid: 7,
      unit: null,
      queues: ['push'],
      busy: 2,
      quiet: true,
      memory: null,
      cpu: null,
    }),
  ],
  [
    aQueue({ size: 3, latency: 2 }),
    aQueue({ name: 'push', size: 12_400, latency: 338 }),
    aQueue({ name: 'pull', size: 95, latency: 25 }),
    aQueue({ name: 'fasp', processes: 0, threads: 0 }),
  ],
)
