import { expect } from 'vitest'
import { eventually, sidekiqProcesses, streamingStatus, webStatus } from './look.js'
import type { TestServer } from './server.js'

const queues = ['default', 'fasp', 'ingress', 'mailers', 'pull', 'push', 'scheduler']

/** What a set-up must leave: everything answers, every queue is served, scheduler by one. */
export async function serves(server: TestServer): Promise<void> {
  await eventually(async () => (await webStatus(server)) === 200, { within: 90_000, what: 'web' })
  await eventually(async () => (await streamingStatus(server, 4000)) === 200, {
    within: 90_000,
    what: 'streaming',
  })
  await eventually(async () => servedQueues(await sidekiqProcesses(server)).join() === queues.join(), {
    what: 'all queues',
    within: 90_000,
  })
  const on = (await sidekiqProcesses(server)).filter((process) => process.queues.includes('scheduler'))
  expect(on).toHaveLength(1)
  expect((await server.run(['systemctl', 'is-active', 'mastodon.target'])).stdout).toBe('active\n')
  expect((await server.run(['systemctl', 'is-enabled', 'mastodon.target'])).stdout).toBe('enabled\n')
}

const servedQueues = (processes: readonly { readonly queues: readonly string[] }[]) =>
  [...new Set(processes.flatMap((each) => each.queues))].sort()
