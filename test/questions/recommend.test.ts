import { describe, expect, test } from 'vitest'
import { groupsFor } from '../../src/answers/groups.js'
import { budget } from '../../src/budget.js'
import { findings } from '../../src/findings.js'
import { steps } from '../../src/questions/index.js'
import { recommend } from '../../src/questions/recommend.js'
import { printSize } from '../../src/questions/size-notation.js'
import { aServer, type Server } from '../support/a-server.js'

const sizes = [
  [1, 2],
  [2, 4],
  [4, 8],
  [8, 16],
  [16, 64],
  [32, 128],
] as const
const databases: Readonly<Record<string, Server>> = {
  'database here': {},
  'database elsewhere': { settings: { databaseHere: false, redisHere: false } },
  PgBouncer: { settings: { pgbouncer: true } },
  'limit unknown': { maxConnections: null },
  replica: { settings: { replica: true } },
  '300 connections': { maxConnections: 300 },
  '40 connections': { maxConnections: 40 },
}
const versions = ['3.5.19', '4.0.15', '4.2.29', '4.4.8', '4.6.5']

const rows = sizes.flatMap(([cores, memory]) =>
  Object.entries(databases).flatMap(([database, world]) =>
    versions.map((version) => ({ cores, memory, database, version, world })),
  ),
)

describe('every recommendation', () => {
  test.each(rows)('$cores cores, $memory GB, $database, Mastodon $version', ({ world, ...size }) => {
    const facts = aServer({ ...world, ...size })
    const answers = recommend(facts)
    expect(findings(facts, answers).filter((finding) => finding.level !== 'note')).toEqual([])
    const { connections, memory } = budget(facts, answers)
    expect(connections.peak).toBeLessThanOrEqual(connections.limit)
    expect(memory.peak).toBeLessThanOrEqual(facts.machine.memory)
    const groups = groupsFor(facts, answers)
    expect(Object.keys(answers.groups)).toEqual(groups.map((group) => group.label))
    for (const { label, exclusive } of groups) {
      expect(answers.groups[label]?.threads).toBeGreaterThanOrEqual(1)
      expect(answers.groups[label]?.processes).toBeGreaterThanOrEqual(1)
      if (exclusive) expect(answers.groups[label]?.processes).toBe(1)
    }
    const reasons = steps.map(({ why }) => why(facts, answers))
    for (const reason of reasons) expect(reason).toMatch(/^[A-Z].*\.$/)
    expect(reasons.join(' ')).not.toMatch(/NaN|undefined|null|-\d/)
  })
})

/** The recommendation in one line. */
function line(world: Server): string {
  const { web, streaming, layout, groups } = recommend(aServer(world))
  const sizes = Object.entries(groups).map(([label, size]) => `${label} ${printSize(size)}`)
  return `web ${web?.workers}x${web?.threads}, streaming ${streaming}, ${layout}: ${sizes.join(', ')}`
}

describe('the stock limit of 100 connections', () => {
  test.each([
    [1, 2, 'web 0x5, streaming 1, one: all 1x10'],
    [2, 4, 'web 2x5, streaming 1, one: all 1x25'],
    [4, 8, 'web 4x5, streaming 1, split: mail 1x5, rest 2x15'],
    [8, 16, 'web 8x5, streaming 1, split: mail 1x5, rest 2x15'],
    [16, 64, 'web 8x5, streaming 1, split: mail 1x5, rest 2x15'],
    [32, 128, 'web 8x5, streaming 1, split: mail 1x5, rest 2x15'],
  ])('%d cores, %d GB', (cores, memory, expected) => {
    expect(line({ cores, memory })).toBe(expected)
  })
})

describe('300 connections', () => {
  test.each([
    [1, 2, 'web 0x5, streaming 1, one: all 1x10'],
    [2, 4, 'web 2x5, streaming 1, one: all 1x25'],
    [4, 8, 'web 4x5, streaming 1, split: mail 1x5, rest 2x15'],
    [
      8,
      15.6,
      'web 8x5, streaming 1, per-queue: default 1x10, push 1x25, ingress 2x5, mailers 1x5, pull 1x15, scheduler 1x5, fasp 1x2',
    ],
    [
      16,
      64,
      'web 16x5, streaming 1, per-queue: default 2x10, push 1x25, ingress 4x5, mailers 1x5, pull 1x15, scheduler 1x5, fasp 1x2',
    ],
    [
      32,
      128,
      'web 26x5, streaming 1, per-queue: default 4x10, push 1x25, ingress 7x5, mailers 1x5, pull 1x15, scheduler 1x5, fasp 1x2',
    ],
  ])('%d cores, %d GB', (cores, memory, expected) => {
    expect(line({ cores, memory, maxConnections: 300 })).toBe(expected)
  })
})

describe('the sandbox', () => {
  test.each([
    [null, 'stock'],
    ['systemd-nspawn', 'stock'],
    ['lxc', 'container'],
    ['docker', 'container'],
    ['openvz', 'container'],
  ])('%s: %s', (container, expected) => {
    expect(recommend(aServer({ container })).sandbox).toBe(expected)
  })
})
