import { expect, test } from 'vitest'
import { progress } from '../../src/line-mode/applying.js'
import type { Action, ApplyEvent } from '../../src/state.js'

/** Progress with a clock that the test sets. */
function heard() {
  const lines: string[] = []
  let clock = 0
  const { tell, tick } = progress(
    (line) => lines.push(line),
    () => clock,
  )
  const at = (seconds: number, event?: ApplyEvent) => {
    clock = seconds
    if (event === undefined) tick()
    else tell(event)
  }
  return { at, lines }
}

const unit = 'mastodon-sidekiq-01-push@25.service'
const begin = (action: Action, back = false): ApplyEvent => ({ event: 'begin', at: 2, of: 31, action, back })
const draining = (left: number | null, oldest: number | null = null): ApplyEvent => ({
  event: 'draining',
  at: 2,
  left,
  oldest,
  back: false,
})

test('says each action when it has ended, with its time', () => {
  const { at, lines } = heard()
  at(0, begin({ do: 'start', unit }))
  at(1, { event: 'done', at: 2, seconds: 0.84, back: false })
  expect(lines).toEqual(['3 of 31: start sidekiq-01-push@25, 0.8 s.'])
})

test('says how many jobs are left when that changes, every 5 s at most', () => {
  const { at, lines } = heard()
  at(0, begin({ do: 'drain', unit, seconds: 60 }))
  at(0, draining(null))
  for (const [second, left] of [25, 24, 20, 20, 18, 17, 16, 16, 16, 16, 16, 16, 16].entries())
    at(second, draining(left, 7))
  expect(lines).toEqual([
    'sidekiq-01-push@25 finishes its jobs: 25 jobs left, the oldest has run for 7 s.',
    'sidekiq-01-push@25 finishes its jobs: 17 jobs left, the oldest has run for 7 s.',
    'sidekiq-01-push@25 finishes its jobs: 16 jobs left, the oldest has run for 7 s.',
  ])
})

test('is never silent for long while something is waited for, and is silent when nothing is', () => {
  const { at, lines } = heard()
  for (let second = 0; second < 20; second++) at(second)
  expect(lines).toEqual([])
  at(20, begin({ do: 'await', unit }))
  for (let second = 21; second < 55; second++) at(second)
  expect(lines).toEqual([
    'Still at: waits until sidekiq-01-push@25 takes jobs.',
    'Still at: waits until sidekiq-01-push@25 takes jobs.',
  ])
})

test('says what failed and why, and that everything goes back', () => {
  const { at, lines } = heard()
  at(0, begin({ do: 'start', unit }))
  at(1, { event: 'failed', at: 2, because: 'It died.', back: false })
  at(1, { event: 'putting-back', because: 'It died.' })
  at(2, begin({ do: 'reload' }, true))
  at(3, { event: 'done', at: 2, seconds: 0.1, back: true })
  expect(lines).toEqual([
    '3 of 31 failed: start sidekiq-01-push@25. It died.',
    'Putting everything back: It died.',
    'Back, 3 of 31: systemd reads the new files, 0.1 s.',
  ])
})

test('says what systemd complains of beside the plan, before anything is done', () => {
  const { at, lines } = heard()
  at(0, { event: 'warned', text: "systemd complains of x.conf:2: Unknown key 'Foo'" })
  expect(lines).toEqual(["Warning: systemd complains of x.conf:2: Unknown key 'Foo'."])
})
