import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faultsOf } from '../support/faulty-host.js'
import { sampleOf } from '../support/runs.js'
import { whyNoServer } from './can.js'
import { jobsRun, pushJobs } from './jobs.js'
import { eventually, sidekiqProcesses, snapshot } from './look.js'
import { installDriver, installPacked } from './program.js'
import { bootServer, type TestServer } from './server.js'

const settings = JSON.stringify({ queues: { push: '15' } })

describe.skipIf(whyNoServer() !== undefined)('a re-tune under load, each of its actions made to fail', () => {
  let server: TestServer
  let drive: (...args: readonly string[]) => Promise<unknown>
  beforeAll(async () => {
    server = await bootServer({ layout: 'nothing' })
    await installPacked(server)
    const ran = await server.run(
      ['mastodon-tune', 'apply', '--yes', '--layout', 'per-queue', '--web', '2x5', '--queue', 'push=10'],
      {
        timeout: 200_000,
      },
    )
    expect(`${ran.status} ${ran.stderr}`).toMatch(/^0 /)
    drive = await installDriver(server)
  })
  afterAll(() => server?.stop())

  test('leads back to the old size that takes jobs, and no job is lost', { timeout: 1_500_000 }, async () => {
    const before = await snapshot(server)
    const actions = (await drive('count', settings)) as readonly { readonly do: string }[]
    expect(actions.map((action) => action.do)).toEqual([
      'enable',
      'start',
      'await',
      'quiet',
      'drain',
      'stop',
      'disable',
    ])
    const pushed: string[] = []
    // Of each action either before or after it took effect.
    const faults = sampleOf('faults of a re-tune', faultsOf(actions), actions.length)
    for (const { at, when } of faults) {
      const where = `${when} action ${at}, ${actions[at]?.do}`
      const ids = Array.from({ length: 20 }, (_, index) => `${where} ${index}`)
      pushed.push(...ids)
      await pushJobs(server, 'push', ids, 4)
      await eventually(async () => (await jobsRun(server)).started.some((id) => id.startsWith(where)), {
        what: 'a busy thread',
      })
      const outcome = (await drive('fail', settings, String(at), when)) as { readonly kind: string }
      expect({ where, kind: outcome.kind }).toEqual({ where, kind: 'rolled-back' })
      expect({ where, ...(await snapshot(server)) }).toEqual({ where, ...before })
      const onPush = (await sidekiqProcesses(server)).filter(({ queues }) => queues.includes('push'))
      expect({ where, onPush: onPush.map(({ concurrency, quiet }) => ({ concurrency, quiet })) }).toEqual({
        where,
        onPush: [{ concurrency: 10, quiet: false }],
      })
    }
    await eventually(async () => new Set((await jobsRun(server)).done).size === pushed.length, {
      what: 'all jobs',
      within: 60_000,
    })
    console.log(
      `${actions.length} actions, made to fail ${faults.length} times before or after they took effect; ${pushed.length} jobs done, none lost`,
    )
  })
})
