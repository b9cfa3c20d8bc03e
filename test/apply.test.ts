import { describe, expect, test } from 'vitest'
import { apply } from '../src/apply.js'
import { gatherFacts } from '../src/facts/gather.js'
import { observe } from '../src/facts/state.js'
import { edit } from '../src/options/settings.js'
import { type PracticeHost, type PracticeOptions, practiceHost } from '../src/practice/host.js'
import { propose } from '../src/proposal.js'
import { recommend } from '../src/questions/recommend.js'
import { unfinished } from '../src/record.js'
import type { ApplyEvent, Argv } from '../src/state.js'
import { faultsOf, faultyHost } from './support/faulty-host.js'
import { sampleOf } from './support/runs.js'
import { snapshotOf } from './support/snapshot.js'

const quiet = () => undefined

async function setUp(host: PracticeHost, settings: Parameters<typeof edit>[2] = {}) {
  const { facts, access } = await gatherFacts(host, {})
  const answers = edit(facts, recommend(facts), settings, (name) => `--${name}`)
  return { facts, plan: propose(facts, answers).plan, redis: access.redis }
}

const worlds: readonly (readonly [string, PracticeOptions, Parameters<typeof edit>[2]])[] = [
  ['nothing → one', { layout: 'nothing' }, { layout: 'one' }],
  ['stock → split', { layout: 'stock' }, { layout: 'split' }],
  ['stock → per-queue', { layout: 'stock', maxConnections: 300 }, { layout: 'per-queue' }],
  ['stock, Mastodon 4.1 → split', { layout: 'stock', version: [4, 1, 9] }, { layout: 'split' }],
]

describe.each(worlds)('%s', (name, world, settings) => {
  test('applies, and then there is nothing to do', async () => {
    const host = practiceHost(world)
    const { plan, redis } = await setUp(host, settings)
    expect(await apply(plan, { host, tell: quiet, ...(redis ? { redis } : {}) })).toMatchObject({
      kind: 'applied',
    })
    expect((await setUp(host, settings)).plan.actions).toEqual([])
    expect(await unfinished(host)).toBeUndefined()
  })

  test('never has two processes on scheduler or on a port', async () => {
    const host = practiceHost(world)
    const { plan } = await setUp(host, settings)
    let most = 0
    const tell = () => {
      const { running } = host.systemd
      const claims = [...running.keys()].flatMap(
        (unit) => plan.to.roles[unit]?.claims ?? plan.from.roles[unit]?.claims ?? [],
      )
      // The stock Sidekiq unit and our shim share a name; only the process started from the stock text claims anything.
      const stock = running.get('mastodon-sidekiq.service')?.directives.get('ExecStart')?.[0] ?? ''
      const all = stock.includes('sidekiq -c')
        ? [...claims.filter((claim) => claim !== 'scheduler'), 'scheduler']
        : claims
      const others = [...running].filter(
        ([unit, { directives }]) =>
          unit !== 'mastodon-sidekiq.service' && servesScheduler(directives.get('ExecStart')?.[0] ?? ''),
      )
      most = Math.max(
        most,
        others.length + (stock.includes('sidekiq -c') ? 1 : 0),
        ...all.map((claim) => all.filter((each) => each === claim).length),
      )
    }
    await apply(plan, { host, tell })
    expect(most).toBe(1)
  })

  test('puts everything back, whichever action fails, before or after it took effect', async () => {
    const { plan } = await setUp(practiceHost(world), settings)
    for (const { at, when } of sampleOf(`${name}, an action fails`, faultsOf(plan.actions), 30)) {
      const host = practiceHost(world)
      const before = snapshotOf(host)
      const fresh = await setUp(host, settings)
      const faulty = faultyHost(host, { at, when })
      const outcome = await apply(fresh.plan, { ...faulty, ...(fresh.redis ? { redis: fresh.redis } : {}) })
      const where = `${when} ${plan.actions[at]?.do} ${at}`
      expect({ where, ...outcome }).toMatchObject({ where, kind: 'rolled-back' })
      expect({ where, ...snapshotOf(host) }).toEqual({ where, ...before })
      expect(await unfinished(host)).toBeUndefined()
    }
  })
})

function servesScheduler(exec: string): boolean {
  return / sidekiq( |$)/.test(exec) && (!exec.includes(' -q ') || / -q scheduler\b/.test(exec))
}

test('a server that changed since it was looked at is refused and left alone', async () => {
  const host = practiceHost({ layout: 'stock' })
  const { plan } = await setUp(host)
  await host.write('/etc/systemd/system/mastodon-web.service', '[Service]\nExecStart=/bin/puma\n', 0o644)
  const before = snapshotOf(host)
  expect(await apply(plan, { host, tell: quiet })).toMatchObject({ kind: 'refused' })
  expect(snapshotOf(host)).toEqual(before)
})

test('an admin who asks to stop gets everything back', async () => {
  const host = practiceHost({ layout: 'stock' })
  const { plan } = await setUp(host)
  const from = await observe(host)
  const stop = new AbortController()
  const tell = (event: { event: string; at?: number }) =>
    event.event === 'begin' && event.at === 12 && stop.abort()
  expect(await apply(plan, { host, tell, signal: stop.signal })).toMatchObject({ kind: 'rolled-back' })
  expect(await observe(host)).toEqual(from)
})

test('a restart on the way back that fails once is owed and done again', async () => {
  const host = practiceHost({ layout: 'stock' })
  await apply((await setUp(host)).plan, { host, tell: quiet })
  const before = snapshotOf(host)
  const { plan } = await setUp(host, { web: '3x4' })
  let calls = 0
  const run: typeof host.run = async (argv) => {
    const restart = argv.join(' ') === 'systemctl restart mastodon-web.service'
    if (restart) calls++
    // The new text runs, but the command says it failed; then the first try to go back fails without any effect.
    if (restart && calls === 2) throw new Error('made to fail')
    const ran = await host.run(argv)
    return restart && calls === 1 ? { status: 1, stdout: '', stderr: 'made to fail' } : ran
  }
  expect(await apply(plan, { host: { ...host, run }, tell: quiet })).toMatchObject({ kind: 'rolled-back' })
  expect(calls).toBe(3)
  expect(snapshotOf(host)).toEqual(before)
})

test('units whose processes were not touched yet are not restarted on the way back', async () => {
  const host = practiceHost({ layout: 'stock' })
  const { plan } = await setUp(host)
  const reload = plan.actions.findIndex((action) => action.do === 'reload')
  const pids = () => [...host.systemd.running].map(([unit, { pid }]) => `${unit} ${pid}`)
  const before = pids()
  expect(await apply(plan, faultyHost(host, { at: reload, when: 'after' }))).toMatchObject({
    kind: 'rolled-back',
  })
  expect(pids()).toEqual(before)
})

test("what systemd says of an admin's drop-in is told and refuses nothing", async () => {
  const pretend = practiceHost()
  const { plan } = await setUp(pretend, { layout: 'split' })
  const line =
    "/etc/systemd/system/mastodon-web.service.d/x.conf:2: Unknown key 'Foo' in section [Service], ignoring."
  const stderr = `${line}\n`
  const host = {
    ...pretend,
    run: async (argv: Argv) => (argv[1] === 'verify' ? { status: 0, stdout: '', stderr } : pretend.run(argv)),
  }
  const told: ApplyEvent[] = []
  expect(await apply(plan, { host, tell: (event) => told.push(event) })).toMatchObject({ kind: 'applied' })
  expect(told[0]).toEqual({
    event: 'warned',
    text: `systemd complains of a file that mastodon-tune leaves alone: ${line}`,
  })
})
