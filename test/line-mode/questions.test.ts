import { expect, test } from 'vitest'
import type { Reviewing, Rules } from '../../src/wizard/types.js'
import { beginning, update } from '../../src/wizard.js'
import { converse } from '../support/converse.js'
import { atChoice, atForm, atReview, found } from '../support/driven-wizard.js'
import { live, liveRules, pushLate } from '../support/live-wizard.js'
import { facts, noPlan, review, rules, session } from '../support/pretend-wizard.js'

const says = async (...args: Parameters<typeof converse>) => (await converse(...args)).said

test('says what was found, a fact in each line, and what could not be had', async () => {
  const said = await says(found, rules(), [])
  expect(said).toContain('Redis: here, unknown: it does not answer.')
  expect(said).toContain('Running now: none of its services.')
  const notRoot = { ...session, facts: { ...facts, machine: { ...facts.machine, root: false } } }
  expect(await says(update(rules(), beginning, { type: 'found', session: notRoot }), rules(), [])).toContain(
    'You are not root: you can look and plan, and run the result with sudo.',
  )
})

test('says the load of the queues in words, where nobody takes jobs too', async () => {
  const said = await says(live, liveRules, [])
  expect(said).toContain('push: 12240 jobs wait, the oldest for 5 min 40 s, 25 of 25 threads run its jobs.')
  expect(said).toContain('fasp: no job waits, nobody takes its jobs.')
  expect(said).toContain('Nobody takes jobs of fasp.')
})

test('says on demand what each process takes', async () => {
  expect(await says(live, liveRules, ['processes'])).toContain(
    'mastodon-sidekiq-01-push@25: 25 of 25 threads run jobs, 600 MB, 40 % of a core; it takes push.',
  )
})

test('threads leads to the first size that should change, with its load and its own reason', async () => {
  const said = await says(live, liveRules, ['threads'])
  const at = said.findIndex((line) => line.startsWith('push, 2 of 7.'))
  expect(said[at + 1]).toMatch(
    /^Your answer: 1 process of \d+ threads\. Proposed: \d+ process(es)? of \d+ threads\.$/,
  )
  expect(said[at + 2]).toBe(
    'Runs now: 1 process of 25 threads. Its load: 12240 jobs wait, the oldest for 5 min 40 s, 25 of 25 threads run its jobs.',
  )
  expect(said[at + 3]).toMatch(/^Why: push: 340 s behind, all 25 threads busy/)
})

test('what is proposed stays what was said, until load looks again and says it anew', async () => {
  const once: Parameters<typeof converse>[3] = async (_, tell) => tell({ value: pushLate(0) })
  const said = await says(live, liveRules, ['threads', 'load'], once)
  const [first, second] = said.filter((line) => line.startsWith('Why: push'))
  expect(first).toContain('340 s behind')
  expect(second).toContain('quick')
  expect(said).toContain('push: no job waits, 0 of 25 threads run its jobs.')
  expect(await says(live, liveRules, ['load'])).toContain('Looking at the queues for a few seconds.')
})

test('a choice names its options by number, what is proposed, and what runs now', async () => {
  const said = await says(atChoice, rules(), ['8', 'why', 'again', '?', 'SPLIT'])
  for (const line of [
    'Step 2 of 2: Sidekiq layout.',
    '1: One process: all 7 queues, exposure 1.6. Runs now.',
    '2: Split: scheduler and mailers │ the rest, exposure 9.2. Proposed.',
    'Processes that compute: 2 for 4 cores (2 web, 0 Sidekiq).',
    'Your answer: 1, One process. All answers together take 94 of 97 database connections, 99 while changing, which is too many, and 5 GB of 8 GB of memory.',
    '"8" is none of the options: type a number from 1 to 3, or one, split, per-queue.',
    'proposed, or p: take what is proposed, 2.',
    'layout: from one to split.',
  ]) {
    expect(said).toContain(line)
  }
  expect(said.filter((line) => line.startsWith('Why: '))).toHaveLength(3)
  expect(said.filter((line) => line === 'Sidekiq layout, 1 to 3 [1]:')).toHaveLength(5)
})

test('proposed takes what was proposed, and typing the same again changes nothing', async () => {
  expect((await converse(atForm, rules(), ['', '4', 'p', 'save x'])).saved[0]).toMatchObject({
    answers: { streaming: 4, layout: 'split' },
  })
  expect((await converse(atForm, rules(), ['4', '1', '1', 'quit'])).end).toMatchObject({
    outcome: null,
    exitCode: 0,
  })
})

test('errors block, with what they are', async () => {
  const findings: Reviewing['review']['findings'] = [
    { id: 'too-many', level: 'error', text: 'Too many.', fix: 'Take fewer.' },
  ]
  const bad: Reviewing = { ...atReview, review: { ...review, findings } }
  const { end, said } = await converse(bad, rules(), ['apply'])
  expect(said).toContain('Error: Too many. Take fewer. (too-many)')
  expect(said).toContain(
    'With an error this can not be applied. Type back to change answers, or ? for all that can be typed.',
  )
  expect(said.slice(-3)).toEqual(["This can't be applied:", 'Too many.', atPrompt])
  expect(end).toMatchObject({ outcome: null, exitCode: 130 })
})

const atPrompt = 'Review: apply, back, quit, or ? for more [?]:'

test('who is not root hears the command that does it', async () => {
  const own: Rules = { ...rules(), sudo: () => 'sudo mastodon-tune apply --layout one' }
  const user: Reviewing = {
    ...atReview,
    facts: { ...atReview.facts, machine: { ...atReview.facts.machine, root: false } },
  }
  const said = await says(user, own, ['apply', 'y'])
  expect(said).toContain(
    'Only root may change services. Leave with q, then run: sudo mastodon-tune apply --layout one',
  )
  expect(said.at(-2)).toBe('"y" means nothing here. Type ? for what can be typed.')
})

test('where nothing is to be done it says so, and finish ends with 0', async () => {
  const none = { ...rules({ plan: noPlan, review: { ...review, files: [] } }) }
  const { end, said } = await converse({ ...atReview, plan: noPlan }, none, ['finish'])
  expect(said).toContain('Review. Nothing is to be done: the server already runs like this.')
  expect(end).toMatchObject({ phase: 'finished', outcome: { kind: 'nothing-to-do' }, exitCode: 0 })
})

test('only apply and yes apply', async () => {
  for (const line of ['y', '', 'ok', 'enter', '1'])
    expect((await converse(atReview, rules(), [line])).end).toMatchObject({ exitCode: 130 })
  for (const line of ['apply', ' YES '])
    expect((await converse(atReview, rules(), [line])).end).toMatchObject({ phase: 'applying' })
})
