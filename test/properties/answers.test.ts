import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupsFor } from '../../src/answers/groups.js'
import type { Answers, Layout } from '../../src/answers.js'
import { answersFile, parseAnswersFile } from '../../src/options/file.js'
import { edit, settingsOf } from '../../src/options/settings.js'
import { changesOf } from '../../src/questions/changes.js'
import { steps } from '../../src/questions/index.js'
import { answersFrom } from '../../src/questions/read-back.js'
import { desired } from '../../src/units/desired.js'
import { aServer } from '../support/a-server.js'
import { anyAnswers, anyQueues, queuesIn, withAnySurge } from '../support/arbitrary/answers.js'
import { holds } from '../support/holds.js'

const runs = { some: 100, all: 1000 }

/** A server's facts with two complete answers for it; some have a surge. */
const cases = fc
  .tuple(anyQueues, fc.constantFrom('3.5.0', '4.1.0', '4.2.0', '4.6.0'))
  .chain(([names, version]) => {
    const facts = aServer({ version, queues: queuesIn(names) })
    const answers = anyAnswers(facts.mastodon.queues, 12).chain((plain) =>
      fc.oneof({ weight: 3, arbitrary: fc.constant(plain) }, withAnySurge(plain, facts.mastodon.queues)),
    )
    return fc.record({ facts: fc.constant(facts), a: answers, b: answers })
  })

/** What units tell: where nothing runs of a kind, its answer is the fallback's. */
function told(answers: Answers, fallback: Answers): Answers {
  const some = Object.values(answers.groups).some((size) => size !== null)
  const any = some || answers.web !== null || answers.streaming > 0
  return {
    ...answers,
    cores: fallback.cores,
    memory: fallback.memory,
    sandbox: any ? answers.sandbox : fallback.sandbox,
  }
}

test('answers become units and are read back from them', () =>
  holds('answers, units, answers', runs, cases, ({ facts, a, b }) => {
    const some = Object.values(a.groups).some((size) => size !== null)
    // Nothing tells the layout of no process at all, and of one queue two of them are the same.
    const layouts = ['one', 'split', 'per-queue'] as const
    // A queue may be called as a group is: where only its process runs, two layouts name it alike.
    const groups = (layout: Layout) =>
      JSON.stringify(groupsFor(facts, { layout }).filter(({ label }) => !some || a.groups[label]))
    const alike = layouts.filter((layout) => groups(layout) === groups(a.layout))
    if (alike[0] !== a.layout) return
    const fallback = some ? b : { ...b, layout: a.layout }
    const after = { ...facts, state: desired(facts, a) }
    expect(answersFrom(after, fallback)).toEqual({ answers: told(a, fallback), from: 'server' })
    expect(desired(after, a)).toEqual(after.state)
  }))

test('answers become an answers file and are read back from it, whatever was there before', () =>
  holds('answers, file, answers', runs, cases, async ({ facts, a, b }) => {
    const { surges: _, ...lasting } = a
    const settings = await parseAnswersFile('a.yaml', await answersFile(lasting))
    expect(settings).toEqual(settingsOf(lasting))
    const { surges: left, ...found } = edit(facts, b, settings, (name) => name)
    expect(found).toEqual(lasting)
    for (const label of Object.keys(left ?? {}))
      expect(groupsFor(facts, a).map((group) => group.label)).not.toContain(label)
  }))

const typed = fc.oneof(
  fc.integer({ min: 0, max: 120 }).map(String),
  fc.tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 120 })).map(([a, b]) => `${a}x${b}`),
  fc.integer({ min: 1, max: 160 }).map((tenths) => `${tenths / 10}G`),
  fc.constant('none'),
)

test('what a step of the wizard takes, an option takes: the command that it prints says the same', async () => {
  let taken = 0
  await holds(
    'steps, options',
    { some: 400, all: 4000 },
    fc.tuple(cases, fc.constantFrom(...steps), fc.nat(9), typed),
    ([{ facts, a }, step, at, text]) => {
      const { surges: _, ...before } = a
      const fields = step.kind !== 'choice' ? step.fields(facts, before) : []
      const after = fields[at % Math.max(1, fields.length)]?.set(before, text)
      if (after === undefined || typeof after === 'string') return
      taken++
      // An option says memory in whole megabytes.
      expect(edit(facts, before, settingsOf(after), (name) => name)).toEqual({
        ...after,
        memory: expect.closeTo(after.memory, -7),
      })
    },
  )
  expect(taken).toBeGreaterThan(0)
})

test('changes are told where there are some, and only there', () =>
  holds('changes', runs, cases, ({ a, b }) => {
    expect(changesOf(a, a)).toEqual([])
    const { cores: _c, memory: _m, ...was } = a
    const { cores: _d, memory: _n, ...is } = b
    expect(changesOf(a, b).length > 0).toBe(JSON.stringify(was) !== JSON.stringify(is))
  }))
