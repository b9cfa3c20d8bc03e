import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allowConnections, delayBoot, tuneUnderLoad } from './busy.js'
import { whyNoServer } from './can.js'
import { installPacked } from './program.js'
import { bootServer, type TestServer } from './server.js'
import { nothingLost, verdict } from './verdict.js'

const SLOW = 500_000
const few = ['default', 'ingress', 'mailers', 'pull', 'scheduler', 'fasp'].flatMap((queue) => [
  '--queue',
  `${queue}=1x2`,
])

describe.skipIf(whyNoServer() !== undefined)('a busy server whose jobs take 90 s each', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await bootServer()
    await allowConnections(server, 300)
    await installPacked(server)
    const ran = await server.run(
      ['mastodon-tune', 'apply', '--yes', '--layout', 'per-queue', '--queue', 'push=25', ...few],
      {
        timeout: SLOW,
      },
    )
    expect(`${ran.status} ${ran.stderr}`).toMatch(/^0 /)
    await delayBoot(server, 5)
  }, SLOW)
  afterAll(() => server?.stop())

  // Longer than 60 s to drain, but TERM gives a job another 25 s: with the boot before, most get to their end.
  test('loses nothing by push=40, and was told how long that takes', { timeout: SLOW }, async () => {
    const changed = await tuneUnderLoad(
      server,
      { name: 'usual', threads: 25, seconds: 90 },
      'resize',
      'push=40',
      '--yes',
    )
    expectKept(changed)
    expect(changed.took).toBeLessThan(mostSeconds(changed.answer.stdout))
  })

  // 20 + 25 s are not enough for anyone: Sidekiq puts all of them back into the queue, and they begin anew elsewhere.
  test('has the jobs that do not fit into --drain 20 pushed back and done again', {
    timeout: SLOW,
  }, async () => {
    const load = { name: 'short', threads: 40, seconds: 90 }
    const changed = await tuneUnderLoad(server, load, 'resize', 'push=2x25', '--drain', '20', '--yes')
    expectKept(changed)
    expect(changed.count.restarted).toBe(40)
  })

  /**
   * Done twice can only be what was pushed back: Sidekiq first puts the job back and then interrupts its thread, so one that
   * ends in between is done there and again elsewhere.
   */
  function expectKept(changed: Awaited<ReturnType<typeof tuneUnderLoad>>): void {
    const { count, took, doneAfter } = changed
    console.log(
      `${took.toFixed(0)} s, jobs done after ${doneAfter.toFixed(0)} s, pushed back ${count.restarted}, twice ${count.twice}`,
    )
    expect(verdict(changed)).toEqual({ ...nothingLost(), twice: expect.any(Number) })
    expect(count.twice).toBeLessThanOrEqual(count.restarted)
  }
})

/** The longest time that the preview speaks of. */
function mostSeconds(preview: string): number {
  const [, number, unit] = /^Takes .*?(\d+) (s|min) at most/m.exec(preview) ?? []
  return Number(number) * (unit === 'min' ? 60 : 1)
}
