import { expect, test } from 'vitest'
import { adviseFromEvidence, evidenceReason } from '../../src/advice/evidence.js'
import { groupsFor } from '../../src/answers/groups.js'
import { threadsOf } from '../../src/answers/sizes.js'
import { connectionLimit, connectionsOf, poolsOf } from '../../src/budget/connections.js'
import { sidekiqMemory } from '../../src/budget/memory.js'
import { GB } from '../../src/text/format.js'
import { type ServerUnderLoad, serverUnderLoad } from '../support/server-under-load.js'

const names = ['default', 'push', 'ingress', 'mailers', 'pull', 'scheduler', 'fasp']
const mail = ['mailers', 'scheduler']
const layouts = {
  one: [names],
  split: [mail, names.filter((name) => !mail.includes(name))],
  'per-queue': [],
} as const

/** The same numbers for the same seed, so that a failure can be looked at. */
function randomly(seed: number) {
  let state = seed + 1
  return (below: number) => {
    state = (state * 48_271) % 2_147_483_647
    return Math.floor((state / 2_147_483_647) * below)
  }
}

function anyServer(seed: number): ServerUnderLoad {
  const any = randomly(seed * 7919)
  const layout = (['one', 'split', 'per-queue'] as const)[any(3)] ?? 'one'
  const runs = (exclusive: boolean) => {
    const [threads, processes] = [1 + any(60), exclusive ? Math.min(1, any(8)) : any(6)]
    return {
      threads,
      processes,
      busy: Math.ceil((threads * processes * (7 + any(4))) / 10),
      cpu: any(4) === 0 ? null : any(101) / 100,
    }
  }
  const queues = names.map(
    (name) =>
      [name, { late: any(2) * any(5000), lateBefore: any(5000), ...runs(name === 'scheduler') }] as const,
  )
  return {
    ...{
      layout,
      inUse: any(150),
      cores: 1 + any(32),
      maxConnections: 20 + any(900),
      settings: {
        replica: any(3) === 0,
        pgbouncer: any(5) === 0,
        ...(any(2) === 0 ? { pgbouncerClients: 50 + any(400) } : {}),
      },
    },
    ...{ idle: any(5) === 0 ? null : any(101) / 100, memoryFree: any(60) / 10, seconds: any(3) * 10 },
    queues: Object.fromEntries(queues),
    together: layouts[layout].map((served) => ({ queues: served, ...runs(served.includes('scheduler')) })),
  }
}

test('no proposal takes what is not free, shrinks what is quick or starts a second scheduler', () => {
  const seen = { changes: 0, quick: 0, fewer: 0 }
  for (let seed = 0; seed < 1200; seed++) {
    const told = anyServer(seed)
    const { facts, answers } = serverUnderLoad(told)
    const advice = adviseFromEvidence(facts, answers) ?? {}
    const planned = connectionsOf(facts, answers).total
    const used = facts.settings.pgbouncer ? planned : Math.max(planned, told.inUse ?? 0)
    let threads = 0
    let processes = 0
    for (const { label, exclusive } of groupsFor(facts, answers)) {
      const { size, urgency, reason } = advice[label]!
      const now = answers.groups[label] ?? null
      threads += Math.max(0, threadsOf(size) - threadsOf(now))
      processes += Math.max(0, (size?.processes ?? 0) - (now?.processes ?? 0))
      if (exclusive) expect(size?.processes ?? 1, `${seed} ${label}`).toBe(1)
      if (now !== null && urgency === 0) {
        seen.quick += 1
        expect(size).toEqual(now)
      }
      if (now !== null && size !== null && size !== now) {
        seen.changes += 1
        const ratios = [size.threads / now.threads, size.processes / now.processes]
        expect(Math.max(...ratios), `${seed} ${label}`).toBeGreaterThanOrEqual(1.1)
        expect(size.threads).toBeLessThanOrEqual(50)
        const fewer = threadsOf(size) < threadsOf(now) - size.processes && now.threads <= 50
        if (fewer) {
          seen.fewer += 1
          expect([label, size.threads]).toEqual([expect.stringMatching(/^(default|ingress)$/), 5])
        }
      }
      expect(reason).toMatch(/^[a-z]+: .*\.$/)
      expect(reason).not.toMatch(/NaN|undefined|null|Infinity|-\d/)
      if (connectionLimit(facts).assumed) expect(reason).not.toMatch(/The database is the limit/)
    }
    const { limit, assumed } = connectionLimit(facts)
    const free = assumed ? Number.POSITIVE_INFINITY : Math.max(0, Math.floor(limit * 0.9) - used)
    expect(threads * poolsOf(facts), `seed ${seed}`).toBeLessThanOrEqual(free)
    expect(processes * sidekiqMemory, `seed ${seed}`).toBeLessThanOrEqual((told.memoryFree ?? 0) * GB)
    expect(evidenceReason(facts, answers)).toMatch(/\.$/)
  }
  // These servers are made up: what is said of each kind counts only where there are enough of it.
  expect(seen.changes).toBeGreaterThan(150)
  expect(seen.quick).toBeGreaterThan(1000)
  expect(seen.fewer).toBeGreaterThan(10)
})
