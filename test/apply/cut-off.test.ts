import { describe, expect, test } from 'vitest'
import { apply } from '../../src/apply.js'
import { applyCommand } from '../../src/commands/apply.js'
import { undoCommand } from '../../src/commands/undo.js'
import { gatherFacts } from '../../src/facts/gather.js'
import { edit } from '../../src/options/settings.js'
import { type PracticeHost, type PracticeOptions, practiceHost } from '../../src/practice/host.js'
import { propose } from '../../src/proposal.js'
import { answersFrom } from '../../src/questions/read-back.js'
import { recommend } from '../../src/questions/recommend.js'
import { hadEnded, unfinished, unnamed } from '../../src/record.js'
import { contextOf } from '../support/command-context.js'
import { type Kill, killedHost } from '../support/killed-host.js'
import { sampleOf } from '../support/runs.js'
import { snapshotOf } from '../support/snapshot.js'

type Settings = Parameters<typeof edit>[2]

interface World {
  readonly name: string
  readonly options: PracticeOptions
  /** What was applied before, in peace. */
  readonly first?: Settings
  readonly after: Settings
}

const roomy = { maxConnections: 300, memory: 64 * 1024 ** 3 }
const worlds: readonly World[] = [
  { name: 'nothing to one', options: { layout: 'nothing' }, after: { layout: 'one' } },
  { name: 'stock to split', options: { layout: 'stock' }, after: { layout: 'split' } },
  { name: 'stock to per-queue', options: { layout: 'stock', ...roomy }, after: { layout: 'per-queue' } },
  {
    name: 'stock 4.1 to split',
    options: { layout: 'stock', version: [4, 1, 9] },
    after: { layout: 'split' },
  },
  {
    name: 'push from 25 to 40',
    options: roomy,
    first: { layout: 'per-queue', queues: { push: '25' } },
    after: { queues: { push: '40' } },
  },
  {
    name: 'another sandbox and web',
    options: roomy,
    first: { layout: 'split' },
    after: { sandbox: 'off', web: '3x4' },
  },
  {
    name: 'split to one',
    options: roomy,
    first: { layout: 'split' },
    after: { layout: 'one', streaming: '2' },
  },
]

async function run(host: PracticeHost, settings: Settings): Promise<unknown> {
  const { facts, access } = await gatherFacts(host, {})
  const answers = edit(facts, answersFrom(facts, recommend(facts)).answers, settings, (name) => name)
  return apply(
    propose(facts, answers).plan,
    { host, tell: () => undefined, ...(access.redis ? { redis: access.redis } : {}) },
    unnamed,
  )
}

async function ready({ options, first }: World): Promise<PracticeHost> {
  const host = practiceHost(options)
  if (first !== undefined) expect(await run(host, first)).toMatchObject({ kind: 'applied' })
  return host
}

/**
 * Every prefix of a plan: each note half written (what it tells of has not begun, or has just been done), and each note of a
 * beginning written with nothing done yet.
 */
const points = (calls: readonly string[]): readonly Kill[] => {
  const notes = calls.flatMap((call, at) => (call === 'append' ? [at] : []))
  return notes.flatMap((at, nth) => [
    { at, when: 'half' as const },
    ...(nth % 2 === 0 ? [{ at, when: 'after' as const }] : []),
  ])
}

/** A server on which `after` was cut off at this point. */
async function cutAt(world: World, kill: Kill): Promise<PracticeHost> {
  const host = await ready(world)
  const killed = killedHost(host, kill)
  await Promise.race([run(killed.host, world.after), killed.died])
  return host
}

async function measure(world: World) {
  const host = await ready(world)
  const from = snapshotOf(host)
  const counted = killedHost(host)
  await run(counted.host, world.after)
  return { from, to: snapshotOf(host), calls: counted.calls() }
}

/** Two kills: of the run, and of the one that puts it back or finishes it; `next` is what is done then. */
interface Twice {
  readonly finish: boolean
  readonly kill: Kill
  readonly again: Kill
  readonly next: boolean
}

/** Some of all pairs of points, whose number is a square; primes lie between them, so that all kinds of calls come up. */
async function twice(world: World, calls: readonly string[]): Promise<readonly Twice[]> {
  const found: Twice[] = []
  for (const finish of [false, true]) {
    for (const kill of points(calls).filter((_, at) => at % 23 === 11)) {
      const probe = await cutAt(world, kill)
      if ((await unfinished(probe)) === undefined) continue
      const measured = killedHost(probe)
      await undoCommand(contextOf(measured.host, { finish })).catch(() => undefined)
      const seconds = points(measured.calls()).filter((_, nth) => nth % 7 === 1)
      found.push(...seconds.map((again, at) => ({ finish, kill, again, next: at % 2 === 0 })))
    }
  }
  return found
}

describe.each(worlds)('$name, cut off between any two steps', (world) => {
  test('the next undo leads back, undo --finish to the end, apply --yes back and on', {
    timeout: 120_000,
  }, async () => {
    const { from, to, calls } = await measure(world)
    let counted = 0
    for (const kill of sampleOf(`${world.name}, cut off`, points(calls), 12)) {
      const where = JSON.stringify(kill)
      const cut = await unfinished(await cutAt(world, kill))
      if (cut === undefined) continue
      counted++
      const back = await cutAt(world, kill)
      const context = contextOf(back)
      const status = await undoCommand(context)
      const ended = context.said[0]?.includes('had done all of its work')
      // It had ended: then this undo takes it back as it would any other.
      expect({ where, status, said: context.said.at(-1) }).toMatchObject({ where, status: 0 })
      expect({ where, ...snapshotOf(back) }).toEqual({ where, ...from })
      expect(await unfinished(back)).toBeUndefined()
      const finished = await cutAt(world, kill)
      const finishing = await undoCommand(contextOf(finished, { finish: true, drain: '2' })).catch(
        (error: Error) => error.message,
      )
      expect({ where, finishing }).toEqual({
        where,
        finishing: ended ? expect.stringContaining('no run was cut off') : 0,
      })
      expect({ where, ...snapshotOf(finished) }).toEqual({ where, ...to })
      expect(await unfinished(finished)).toBeUndefined()
    }
    console.log(`${world.name}: killed at ${counted} points of ${calls.length} calls, undone and finished`)
  })

  test('a run cut off while it is put back or finished', { timeout: 240_000 }, async () => {
    const { from, to, calls } = await measure(world)
    let counted = 0
    for (const { finish, kill, again, next } of sampleOf(
      `${world.name}, cut off twice`,
      await twice(world, calls),
      10,
    )) {
      const host = await cutAt(world, kill)
      const killed = killedHost(host, again)
      await Promise.race([
        undoCommand(contextOf(killed.host, { finish })).catch(() => undefined),
        killed.died,
      ])
      const noted = await unfinished(host)
      if (noted === undefined || hadEnded(noted)) continue
      counted++
      const where = JSON.stringify({ finish, kill, again, next })
      const context = contextOf(host, { finish: next })
      expect({ where, status: await undoCommand(context), said: context.said.at(-1) }).toMatchObject({
        where,
        status: 0,
      })
      expect({ where, ...snapshotOf(host) }).toEqual({ where, ...(next ? to : from) })
    }
    console.log(`${world.name}: ${counted} second kills`)
  })
})

test('apply --yes on a run that was cut off puts it back first and then applies', async () => {
  const world = worlds[2] as World
  const { calls, to } = await measure(world)
  const host = await cutAt(world, { at: Math.round(calls.length / 2), when: 'after' })
  const context = contextOf(host, { layout: 'per-queue' })
  expect(await applyCommand(context)).toBe(0)
  expect(context.said[0]).toMatch(/^A run of mastodon-tune was cut off on this server/)
  expect(context.said[1]).toBe('Everything is put back to how it was before.')
  expect(snapshotOf(host)).toEqual(to)
})
