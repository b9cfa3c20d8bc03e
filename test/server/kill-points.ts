import { copyFile, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { isLong, sampleOf } from '../support/runs.js'
import { jobsRun, pushJobs } from './jobs.js'
import { eventually, type Snapshot, snapshot } from './look.js'
import { must } from './must.js'
import { installPacked } from './program.js'
import type { Ran } from './run.js'
import { bootServer, type TestServer } from './server.js'

/** The change that is made to a stock server. Nobody is waited for: draining is the matter of other tests. */
const change = ['apply', '--yes', '--layout', 'one', '--drain', '0'] as const

/** What points.pl does at its point: nothing, kill the program, or fail a call that asks the disk for something. */
export type Does = 'count' | 'kill' | 'ENOSPC' | 'EIO' | 'EROFS' | 'ENOSPC from then on'

const errors = { ENOSPC: '28', EIO: '5', EROFS: '30', 'ENOSPC from then on': '-28' } as const

/** A server, its two states, and the points where the way from one to the other can be cut. */
export interface Bed {
  readonly server: TestServer
  readonly before: Seen
  readonly after: Seen
  /** Each system call of the change that changes something, in order: `rename /etc/…`. */
  readonly calls: readonly string[]
}

/** What a set-up leaves on a server, and what a run that was cut off would. */
export interface Seen extends Snapshot {
  readonly left: readonly string[]
}

/** Boots a stock server and makes the change once, there and back, counting its points. */
export async function makeBed(does: Does): Promise<Bed> {
  const server = await bootServer({ layout: 'stock' })
  await installPacked(server)
  await copyFile(join(import.meta.dirname, 'points.pl'), join(server.root, 'root/points.pl'))
  const before = await see(server)
  // An aim that is never reached: only the calls of the same kinds are counted.
  const { ran, calls } = await broken(server, does, 0)
  expect(`${ran.status} ${ran.stderr}`).toMatch(/^0 /)
  const after = await see(server)
  await run(server, ['undo', '--yes'], [0])
  await expectState(server, before)
  await forget(server)
  return { server, before, after, calls }
}

/** Runs the change with something done to its call number `at` (from 1); hands back the calls up to there. */
export async function broken(
  server: TestServer,
  does: Does,
  at: number,
): Promise<{ ran: Ran; calls: readonly string[] }> {
  const program = ['/usr/bin/node', '/usr/bin/mastodon-tune', ...change]
  const word = does === 'count' || does === 'kill' ? does : errors[does]
  const ran = await server.run(
    ['perl', '/root/points.pl', '/root/points.log', word, String(at), ...program],
    { timeout: 300_000 },
  )
  const calls = (await readFile(join(server.root, 'root/points.log'), 'utf8')).split('\n').slice(0, -1)
  return { ran, calls }
}

/** Runs the program; its exit status must be one of these. */
export async function run(
  server: TestServer,
  args: readonly string[],
  statuses: readonly number[],
): Promise<Ran> {
  const ran = await server.run(['mastodon-tune', ...args], { timeout: 300_000 })
  expect(statuses, `${args.join(' ')}: ${ran.status}\n${ran.stdout}\n${ran.stderr}`).toContain(ran.status)
  return ran
}

/** Takes the history away, so that each run makes the same calls as the first. */
export const forget = (server: TestServer): Promise<void> =>
  must(server, ['rm', '-rf', '/var/lib/mastodon-tune'])

/** The change itself, without anything done to it. */
export const applyIt = (server: TestServer): Promise<Ran> => run(server, change, [0])

/** What is to be seen now. */
export async function see(server: TestServer): Promise<Seen> {
  const at = (path: string) => join(server.root, path)
  const home = await readdir(at('var/lib/mastodon-tune'), { recursive: true }).catch(() => [])
  const { stdout } = await server.run([
    'find',
    '/run',
    '-path',
    '/run/mastodon-tune-*',
    '-o',
    '-path',
    '/run/systemd/system/mastodon*',
  ])
  const left = [
    ...home.filter((name) => !/^history(\/\d{6}\.json)?$/.test(name)),
    ...stdout.split('\n').filter(Boolean),
  ]
  return { ...(await snapshot(server)), left }
}

/** That the server is in this state; says what is otherwise, for a loop that goes on. */
export async function expectState(server: TestServer, state: Seen): Promise<void> {
  const now = await see(server)
  const list = ({ files, links, running, left }: Seen) => [
    ...Object.entries({ ...files, ...links }).map(([path, text]) => `${path}: ${text}`),
    ...running.map((unit) => `runs: ${unit}`),
    ...left.map((path) => `left: ${path}`),
  ]
  const [has, wanted] = [list(now), list(state)]
  const wrong = [
    ...has.filter((line) => !wanted.includes(line)),
    ...wanted.filter((line) => !has.includes(line)).map((line) => `not ${line}`),
  ]
  expect(now, wrong.join('\n')).toEqual(state)
}

/** Sidekiq does a job: one that was told to take no further jobs runs, but never does it. */
export async function takesJobs(server: TestServer, where: string): Promise<void> {
  await pushJobs(server, 'default', [where], 0)
  await eventually(async () => (await jobsRun(server)).done.includes(where), {
    within: 45_000,
    what: `a job done (${where})`,
    every: 100,
  })
}

/** Takes points to several servers that work side by side, each the next one as soon as it is done with its last. */
export async function sideBySide(
  beds: readonly Bed[],
  points: readonly number[],
  work: (bed: Bed, point: number) => Promise<void>,
): Promise<readonly string[]> {
  const left = [...points]
  const bad: string[] = []
  const one = async (bed: Bed) => {
    for (let point = left.shift(); point !== undefined; point = left.shift()) {
      const began = Date.now()
      const where = `point ${point} of ${bed.calls.length}, ${bed.calls[point - 1]}`
      try {
        await work(bed, point)
        if (isLong) console.log(`${where}: good, ${Math.round((Date.now() - began) / 1000)} s`)
      } catch (error) {
        bad.push(`${where}: ${error instanceof Error ? error.message : error}`)
        console.log(bad.at(-1))
        // The next points are not to be blamed for this one.
        await mend(bed)
      }
    }
  }
  await Promise.all(beds.map(one))
  return bad
}

async function mend({ server }: Bed): Promise<void> {
  for (let times = 0; times < 3; times++)
    await server.run(['mastodon-tune', 'undo', '--yes', '--force'], { timeout: 300_000 })
  await forget(server)
}

/** How many servers work side by side. */
export const serversWanted = isLong ? 3 : 2

/**
 * Those that MASTODON_TUNE_KILLS_AT names (`267 268`); or `some` of all, drawn by the commit. Or, with `npm run test:long`, every
 * point (from MASTODON_TUNE_KILLS_FROM on), in leaps, so that a loop that is ended early has been everywhere.
 */
export function pointsOf(what: string, { calls }: Bed, some: number): readonly number[] {
  const named = process.env['MASTODON_TUNE_KILLS_AT']
  if (named !== undefined) return named.split(' ').map(Number)
  const from = Number(process.env['MASTODON_TUNE_KILLS_FROM'] ?? 1)
  const leap = 11
  const all = calls.map((_, index) => index + 1).filter((point) => point >= from)
  return sampleOf(
    what,
    all.toSorted((a, b) => (isLong ? (a % leap) - (b % leap) : 0) || a - b),
    some,
  )
}
