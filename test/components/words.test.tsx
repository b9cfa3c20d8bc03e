import { cleanup, render } from 'ink-testing-library'
import { afterEach, expect, it } from 'vitest'
import { canvasOf } from '../../components/parts/canvas.js'
import { markedWindow } from '../../components/parts/window.js'
import { Screen } from '../../components/screens/screen.js'
import { wrapped } from '../../src/text/fold.js'
import type { Wizard } from '../../src/wizard/types.js'
import { beginning, update } from '../../src/wizard.js'
import { after, atForm, atReview, plain, typed as press, utf8 } from '../support/driven-wizard.js'
import { review, rules } from '../support/pretend-wizard.js'

afterEach(cleanup)
const applying = press(atForm, 'enter', 'enter', 'y')
const draw = (wizard: Wizard, columns: number, rows: number, look = utf8, practice = false) =>
  render(
    <Screen
      rules={rules()}
      wizard={wizard}
      canvas={canvasOf({ columns, rows }, look, practice, 'social.example')}
    />,
  ).lastFrame() ?? ''

it('wraps long lines of a file, and loses nothing of them', () => {
  const files = press(atReview, 'tab')
  const text = draw(files, 80, 24)
  expect(text.split('\n')[4]).toMatch(/│ \+ Environment=/)
  expect((text.split('LINE_1=')[0]?.match(/x/g) ?? []).length).toBeGreaterThanOrEqual(90)
  expect(text).toContain('↓ more')
  expect(draw(files, 80, 24, plain)).toContain('v more')
  expect(draw(files, 40, 15).split('\n')[2]).toMatch(/ ↓$/)
})

it('says in every view what is needed while changing', () => {
  const GB = 1024 ** 3
  const costs = {
    connections: { planned: 65, peak: 85, limit: 97 },
    memory: { planned: 5.5 * GB, peak: 6.1 * GB, limit: 8 * GB },
  }
  const reviewed = { ...atReview, review: { ...review, budget: costs } } as Wizard
  for (const times of [0, 1, 2, 3, 4]) {
    const view = press(reviewed, ...Array.from({ length: times }, () => 'tab' as const))
    expect(draw(view, 80, 24)).toContain(
      '2 min at most · 65 (85 while changing) of 97 connections, 5.5 (6.1) of 8 GB',
    )
    expect(draw(view, 40, 15)).toContain('65(85)/97 connections, 5.5(6.1)/8 GB')
  }
  const level = { ...costs, connections: { ...costs.connections, peak: 65 } }
  expect(draw({ ...atReview, review: { ...review, budget: level } } as Wizard, 80, 24)).toContain(
    '65 of 97 connections, 5.5 (6.1 while changing) of 8 GB',
  )
})

it('says that errors block, and what they are', () => {
  const error = (text: string) =>
    ({ id: 'x', level: 'error', text, fix: '' }) as unknown as (typeof review.findings)[number]
  const bad = {
    ...atReview,
    review: { ...review, findings: [error('Too many.'), error('Too much.')] },
  } as Wizard
  expect(draw(bad, 80, 24)).toContain('Findings 2 ! 2 errors')
  expect(draw(bad, 80, 24)).toContain('y blocked: see Findings')
  const refused = draw(press(bad, 'y'), 40, 15)
  for (const part of ['Too many.', 'Too much.', 'y blocked: see Findings', '? help', '!2'])
    expect(refused).toContain(part)
})

it('shows what is wrong instead of why, and how to leave why', () => {
  expect(draw(press(atForm, 'w'), 40, 15)).toContain('w back   enter next')
  const wrong = draw(press(atForm, 'w', '0'), 40, 15)
  expect(wrong).not.toContain('Why:')
  expect(draw(press(atForm, '0'), 80, 24)).not.toMatch(/\[0_\].*proposed/)
})

it('says how far putting back is, and has short rows on a small screen', () => {
  const unit = 'mastodon-sidekiq-02-rest@25.service'
  const check = { event: 'begin', at: 0, of: 3, action: { do: 'await', unit }, back: true } as const
  const back = after(
    applying,
    ...([{ event: 'putting-back', because: 'You asked to stop.' }, check] as const).map(
      (event) => ({ type: 'applied-event', event }) as const,
    ),
  )
  expect(draw(back, 80, 24)).toContain('Putting back 0/3')
  expect(draw(back, 80, 24)).toContain('waits until sidekiq-02-rest@25 takes jobs')
  expect(draw(back, 40, 15)).toContain('check sidekiq-02-rest@25')
  const done = after(back, { type: 'applied-event', event: { event: 'done', at: 0, seconds: 1, back: true } })
  expect(draw(done, 80, 24)).toMatch(/✔ sidekiq-02-rest@25 takes jobs/)
})

it('has nothing to work on where no Mastodon is', () => {
  const none = update(rules(), beginning, { type: 'failed', sentence: 'no Mastodon', why: 'no-mastodon' })
  expect(draw(none, 80, 24)).toMatch(
    /Nothing to work on\n.*\n\s+No Mastodon was found on this server\. Nothing was changed\./,
  )
})

it('says while it applies what systemd complains of beside the plan', () => {
  const warned = after(applying, {
    type: 'applied-event',
    event: { event: 'warned', text: 'x.conf:2: Unknown key' },
  })
  expect(draw(warned, 80, 24)).toContain('! Warning: x.conf:2: Unknown key')
})

it('lists in help only what does something there', () => {
  expect(draw(press(atForm, 'enter', '?'), 80, 24)).not.toContain('type a value')
  expect(draw(press(atForm, '?'), 40, 15)).toMatch(/w +why/)
})

it('marks where a list goes on, and keeps the cursor in sight', () => {
  for (const height of [3, 4, 5])
    for (let cursor = 0; cursor < 9; cursor++) {
      const { from, to } = markedWindow(9, cursor, height)
      expect(from <= cursor && cursor < to).toBe(true)
      expect(to - from + Number(from > 0) + Number(to < 9)).toBe(height)
    }
})

it('wraps without losing a sign', () => {
  const text = '  ExecStart=/home/mastodon/.rbenv/shims/bundle exec  sidekiq -c 25 -q default'
  const rows = wrapped(text, 20, 2)
  expect(rows.join('')).toBe(text)
  expect(Math.max(...rows.slice(1).map((row) => row.length))).toBeLessThanOrEqual(18)
})

it('says what a process that finishes its jobs still has, while it does', () => {
  const unit = 'mastodon-sidekiq-01-push@25.service'
  const action = { do: 'drain', unit, seconds: 60 } as const
  const begun = {
    type: 'applied-event',
    event: { event: 'begin', at: 0, of: 2, action, back: false },
  } as const
  const told = {
    type: 'applied-event',
    event: { event: 'draining', at: 0, left: 6, oldest: 31, back: false },
  } as const
  expect(draw(after(applying, begun, told), 80, 24)).toMatch(
    /push@25.*finishes its jobs +6 jobs left, oldest 31 s/,
  )
  expect(draw(after(applying, begun, told), 40, 15)).toContain('6 jobs left, oldest 31 s')
})
