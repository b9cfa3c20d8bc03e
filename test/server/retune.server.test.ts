import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTerminal } from '../support/terminal.js'
import { allowConnections, delayBoot, tuneUnderLoad, underLoad } from './busy.js'
import { whyNoServer } from './can.js'
import { allDone } from './jobs.js'
import { installPacked } from './program.js'
import type { Ran } from './run.js'
import { bootServer, type TestServer } from './server.js'
import { nothingLost, verdict } from './verdict.js'

const SLOW = 500_000

interface Case {
  readonly name: string
  readonly change: readonly string[]
  /** Threads on push before it. */
  readonly threads: number
  readonly jobs?: number
}

const small = ['default', 'ingress', 'mailers', 'pull', 'scheduler', 'fasp'].flatMap((queue) => [
  '--queue',
  `${queue}=1x5`,
])

// Each begins where the one before it ends; 40 → 25 is done in the wizard, between the two.
const before: readonly Case[] = [
  {
    name: 'one process split per queue',
    change: ['apply', '--layout', 'per-queue', '--queue', 'push=25', ...small],
    threads: 25,
  },
  { name: 'push going from 25 to 40', change: ['resize', 'push=40'], threads: 25 },
]
const after: readonly Case[] = [
  { name: 'push going from 25 to 3x25', change: ['resize', 'push=3x25'], threads: 25 },
  { name: 'push going from 3x25 back to 25', change: ['resize', 'push=1x25'], threads: 75, jobs: 80 },
  { name: 'another sandbox for every service', change: ['apply', '--sandbox', 'off'], threads: 25 },
  { name: 'push going from 25 to 10', change: ['resize', 'push=10'], threads: 25 },
]

describe.skipIf(whyNoServer() !== undefined)(
  'a busy server that was set up by us, with Sidekiq taking 5 s to boot',
  () => {
    let server: TestServer
    beforeAll(async () => {
      server = await bootServer()
      await allowConnections(server, 300)
      await installPacked(server)
      const ran = await server.run(
        ['mastodon-tune', 'apply', '--yes', '--layout', 'one', '--queue', 'all=25'],
        { timeout: SLOW },
      )
      expect(`${ran.status} ${ran.stderr}`).toMatch(/^0 /)
      await delayBoot(server, 5)
    }, SLOW)
    afterAll(() => server?.stop())

    const loses = (cases: readonly Case[]) =>
      test.each(cases)(
        'loses nothing by $name',
        { timeout: SLOW },
        async ({ name, change, threads, jobs = 60 }) => {
          const changed = await tuneUnderLoad(server, { name, threads, jobs }, ...change, '--yes')
          console.log(
            `${name}: ${changed.took.toFixed(0)} s, jobs done after ${changed.doneAfter.toFixed(0)} s`,
          )
          expect(verdict(changed)).toEqual(nothingLost(jobs))
        },
      )

    loses(before)

    test('loses nothing by push going from 40 to 25 in the wizard', { timeout: SLOW }, async () => {
      const changed = await underLoad(
        server,
        { name: 'wizard', threads: 40 },
        () => typePush(server, '25'),
        (ids) => allDone(server, ids, SLOW),
      )
      expect(verdict(changed)).toEqual(nothingLost())
    })

    loses(after)

    test('is then in order', async () => {
      const ran = await server.run(['mastodon-tune', 'plan'])
      expect(ran.stdout).toContain('Nothing to do')
      expect(ran.status).toBe(0)
    })
  },
)

/** Goes through the wizard as a person does and changes one number. */
async function typePush(server: TestServer, size: string): Promise<Ran> {
  const terminal = openTerminal([...server.enter, 'mastodon-tune'])
  await terminal.waitFor('What I found', { within: 30_000 })
  terminal.press('\r')
  for (const step of ['Step 1', 'Step 2', 'Step 3', 'Step 4', 'Step 5']) {
    await terminal.waitFor(step)
    if (step !== 'Step 5') terminal.press('\r')
  }
  terminal.press('\x1b[B')
  await terminal.waitFor(/❯ push/)
  terminal.press(`\x7f\x7f\x7f\x7f${size}`)
  await terminal.waitFor(`[${size}_]`)
  terminal.press('\r')
  await terminal.waitFor('Step 6')
  terminal.press('\r')
  await terminal.waitFor('Review')
  terminal.press('y')
  await terminal.waitFor('Done', { within: 300_000 })
  const stdout = terminal.screen().join('\n')
  terminal.press('\r')
  return { status: await terminal.exited, stdout, stderr: '' }
}
