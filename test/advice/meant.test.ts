import { describe, expect, test } from 'vitest'
import { headroomFor } from '../../src/advice/headroom.js'
import { asItRuns } from '../../src/advice/running.js'
import type { Answers } from '../../src/answers.js'
import { connectionsOf } from '../../src/budget/connections.js'
import { type Facts, isKnown } from '../../src/known/facts.js'
import type { Evidence } from '../../src/known/load.js'
import { changesOf } from '../../src/questions/changes.js'
import { steps } from '../../src/questions/index.js'
import { recommend } from '../../src/questions/recommend.js'
import { helpInShort, helpLines } from '../../src/status/help.js'
import { desired } from '../../src/units/desired.js'
import type { LoadWords } from '../support/a-load.js'
import { aServer } from '../support/a-server.js'
import { aUnit } from '../support/a-unit.js'

const step = (id: string) => {
  const found = steps.find((each) => each.id === id)
  if (found === undefined) throw new Error(id)
  return found
}
const layout = step('layout')
const threads = step('threads')
const until = 1_760_020_000
const sizes = {
  ...{
    default: { threads: 10, processes: 1 },
    push: { threads: 25, processes: 1 },
    ingress: { threads: 5, processes: 2 },
  },
  ...{
    mailers: { threads: 5, processes: 1 },
    pull: { threads: 15, processes: 1 },
    scheduler: { threads: 5, processes: 1 },
  },
  fasp: { threads: 2, processes: 1 },
}

/** A server that we set up with a process per queue: what is meant to run, what is down of it, and what Sidekiq does. */
function serverFor(
  push: Pick<Answers, 'surges'> & { readonly processes?: number; readonly down?: readonly string[] },
  words: LoadWords,
) {
  const bare = aServer({ cores: 8, memory: 32, maxConnections: 400, load: words })
  const answers: Answers = {
    ...{
      ...recommend(bare),
      layout: 'per-queue',
      groups: { ...sizes, push: { threads: 25, processes: push.processes ?? 1 } },
    },
    ...(push.surges ? { surges: push.surges } : {}),
  }
  const state = desired(bare, answers)
  const active = state.active.filter((unit) => !push.down?.includes(unit))
  const units = state.active.map((unit) => aUnit({ unit, active: active.includes(unit) }))
  return { facts: { ...bare, units, state: { ...state, active } } satisfies Facts, answers }
}

const proposedFor = (label: string, facts: Facts, answers: Answers) =>
  threads.kind !== 'choice'
    ? threads.fields(facts, answers).find(({ id }) => id === label)?.proposed
    : undefined
const said = (facts: Facts) => helpLines(facts).map(({ text }) => text)

describe('while a surge is on', () => {
  const surges = { push: { threads: 25, processes: 3, until } }
  const calm = { queues: { push: { processes: 4, busy: 12 } } }

  test('and all is quick, nothing is proposed, and no command is printed', () => {
    const { facts, answers } = serverFor({ surges }, calm)
    expect(said(facts)).toEqual(['No queue waits longer than it may.'])
    expect(proposedFor('push', facts, answers)).toBe('1x25')
  })

  test('its connections are counted once', () => {
    const { facts, answers } = serverFor({ surges }, calm)
    const runs = asItRuns(facts, answers)
    if (runs === undefined || !isKnown<Evidence>(facts.evidence)) throw new Error('what runs is not known')
    expect(headroomFor(facts, runs, facts.evidence.value).used).toBe(connectionsOf(facts, answers).total)
  })

  test('and its queue is late all the same, no lasting size is proposed', () => {
    const { facts, answers } = serverFor({ surges }, { queues: { push: { processes: 4, late: 340 } } })
    expect(said(facts).at(-1)).toMatch(
      /^push: 340 s behind, all 100 threads busy, CPU 40 % idle: its surge is not enough; resize with --for/,
    )
    expect(proposedFor('push', facts, answers)).toBe('1x25')
  })

  test('another layout ends it, and the review says so', () => {
    const { facts, answers } = serverFor({ surges }, calm)
    const after = layout.kind === 'choice' ? layout.set(facts, answers, 'split') : answers
    expect(after.surges).toBeUndefined()
    expect(changesOf(answers, after)).toContainEqual(
      expect.stringMatching(/^surge on push: 3 extra processes of 25 threads until .* -> none$/),
    )
  })
})

describe('a process that is down', () => {
  const unit = 'mastodon-sidekiq-02-push@25.service'
  const down = { processes: 2, down: [unit] }

  test('is named, and its size is still the one that is meant', () => {
    const { facts, answers } = serverFor(down, {})
    expect(said(facts)).toEqual([
      `1 of 2 processes of push is down: see \`systemctl status ${unit}\`.`,
      'No queue waits longer than it may.',
    ])
    expect(helpInShort(facts).map(({ text }) => text)).toContain(said(facts)[0])
    expect(proposedFor('push', facts, answers)).toBe('2x25')
  })

  test('comes back before anything is resized', () => {
    const { facts } = serverFor(down, { queues: { push: { late: 340 } } })
    expect(said(facts).at(-1)).toBe(
      'push: 340 s behind, all 25 threads busy. 1 of 2 processes of push is down, so bring it back before anything else.',
    )
  })

  test('that served its queue alone is named where nobody takes its jobs', () => {
    const only = 'mastodon-sidekiq-01-pull@15.service'
    const { facts } = serverFor(
      { down: [only] },
      { queues: { pull: { processes: 0, waiting: 9, late: 20 } } },
    )
    expect(said(facts)).toContain(`The process of pull is down: see \`systemctl status ${only}\`.`)
    expect(said(facts).at(-1)).toMatch(
      new RegExp(`15 threads are set up, but .* with systemctl status ${only}\\.$`),
    )
  })

  test('has come back since systemd was asked: nothing is said', () => {
    expect(said(serverFor(down, { queues: { push: { processes: 2 } } }).facts)).toEqual([
      'No queue waits longer than it may.',
    ])
  })
})
