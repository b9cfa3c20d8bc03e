import { cleanup, render } from 'ink-testing-library'
import { afterEach, describe, expect, it } from 'vitest'
import { canvasOf } from '../../components/parts/canvas.js'
import { Screen } from '../../components/screens/screen.js'
import { lookOf } from '../../components/terminal/symbols.js'
import type { Message, Wizard } from '../../src/wizard/types.js'
import { beginning } from '../../src/wizard.js'
import { aServer } from '../support/a-server.js'
import { live, liveRules, liveSession, pushLate, told, typed } from '../support/live-wizard.js'
import { session, facts as silent } from '../support/pretend-wizard.js'

afterEach(cleanup)
const utf8 = lookOf({ LANG: 'C.UTF-8' })
const plain = lookOf({ LANG: 'C', NO_COLOR: '1' })
const evidence = (late: number): Message => ({ type: 'evidence', evidence: { value: pushLate(late) } })
const long = { ...liveSession.facts.machine, coresSeen: 16, container: 'systemd-nspawn' }
const inContainer = told(beginning, {
  type: 'found',
  session: { ...liveSession, facts: { ...liveSession.facts, machine: long } },
})
const threads = typed(told(live, evidence(360), evidence(400)), 't')
const screens: Readonly<Record<string, Wizard>> = {
  'what was found': live,
  'all facts': typed(inContainer, 'f'),
  'what was found later': told(live, evidence(342)),
  'no load': told(live, {
    type: 'evidence',
    evidence: { unknown: 'Redis did not answer within 3 s, so that nobody knows what it holds.' },
  }),
  threads,
  processes: typed(threads, 'tab', 'right'),
  'a size being typed': typed(threads, '2', 'x', '2', '5'),
  'a wrong size': typed(threads, '9', '9', 'x', '9', '9', '9', '9', '9'),
  'the last queue': typed(threads, ...Array(9).fill('down')),
  'why so many': typed(threads, 'w'),
  'threads without evidence': typed(
    told(beginning, {
      type: 'found',
      session: { ...liveSession, facts: aServer({ cores: 8, maxConnections: 300 }) },
    }),
    't',
  ),
  'help with threads': typed(threads, '?'),
  'what changes': typed(threads, 'r', 'enter', 'enter'),
}

const draw = (wizard: Wizard, columns: number, rows: number, look = utf8) =>
  render(
    <Screen
      rules={liveRules}
      wizard={wizard}
      canvas={canvasOf({ columns, rows }, look, true, 'social.example')}
    />,
  ).lastFrame() ?? ''

describe.each(Object.entries(screens))('on a live server, the screen of %s', (_, wizard) => {
  it.each([
    [80, 24],
    [40, 15],
    [200, 60],
  ])('fits %i×%i with a row to spare, in UTF-8 and in ASCII', (columns, rows) => {
    for (const look of [utf8, plain]) {
      const text = draw(wizard, columns, rows, look)
      const lines = text.split('\n')
      expect(lines.length).toBeLessThan(rows)
      expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(columns)
      expect(lines.at(-1)?.trim()).not.toBe('')
      if (look.ascii) expect(text).toMatch(/^[\n\u0020-\u007e]*$/)
    }
  })
})

describe('what the first screen says', () => {
  it('shows the worst queue first, who needs help, and the keys to go on', () => {
    const text = draw(live, 80, 24)
    expect(text).toMatch(/Queue .*\n +push +1 × 25 +▇▇▇▇▇▇ +25 of 25 +12 240 +5m 40s/)
    for (const part of ['push: 340 s behind', '→ 40 threads', 'Nobody takes jobs of fasp.', 't threads'])
      expect(text).toContain(part)
    const small = draw(live, 40, 15)
    for (const part of ['push: 340 s behind', '25/25', 't threads', 'until you say so'])
      expect(small).toContain(part)
  })

  it('shows how the oldest job moved', () => {
    expect(draw(live, 80, 24)).not.toContain('Oldest lately')
    expect(draw(told(live, evidence(170)), 80, 24)).toMatch(/push .*█▅/)
  })

  it('shows with all facts what each process takes, as many as fit, and what is risky below', () => {
    const full = draw(typed(live, 'f'), 80, 30)
    expect(full).toMatch(/Sidekiq process .*Memory +CPU +Takes\n/)
    expect(full).toMatch(/mastodon-sidekiq-\S*push\S* .*25 of 25 .* [MG]B +\d+ % +push\n/)
    const [tight, small] = [draw(typed(live, 'f'), 80, 20), draw(typed(live, 'f'), 40, 15)]
    expect(tight).toMatch(/… \d more: mastodon-tune status shows all\n/)
    for (const text of [full, tight, small]) expect(text).toMatch(/Mastodon +4\.6\.5/)
    expect(draw(live, 80, 30)).not.toContain('Memory')
  })

  it('cuts no fact, and says why there is no load', () => {
    const text = (columns: number, rows: number) =>
      draw(screens['all facts'] ?? live, columns, rows).replace(/\s+/g, ' ')
    for (const size of [text(80, 24), text(40, 15)]) expect(size).toContain('in systemd-nspawn')
    expect(draw(screens['no load'] ?? live, 80, 24)).toContain(
      'Queues        not known: Redis did not answer within 3 s',
    )
    const told_ = draw(
      told(beginning, {
        type: 'found',
        session: { ...session, facts: { ...silent, evidence: { unknown: 'it does not answer' } } },
      }),
      80,
      24,
    )
    expect(told_.match(/it does not answer/g)).toHaveLength(1)
    expect(told_).toContain('not known without Redis')
  })
})

describe('the threads on a live server', () => {
  it('stand beside what is proposed, what runs, and how it does', () => {
    const text = draw(threads, 80, 24)
    expect(text).toMatch(/❯ push {8}1 ×\[25\] {3}1 × 40 +1 × 25 +14 400 +6m 40s +▇▇▇▇▇▇ +25 of 25/)
    expect(text).toMatch(/fasp +1 × 2 +nobody/)
    expect(text).toContain('Why 1 × 40: push: 400 s behind')
    expect(draw(typed(threads, 'r'), 80, 24)).toMatch(/❯ push {8}1 ×\[40\] {13}1 × 25/)
    expect(draw(threads, 40, 15)).toContain('now 1 × 25 · r: proposed 1 × 40')
  })

  it('show which number the arrows change, and what is typed', () => {
    expect(draw(screens['processes'] ?? threads, 80, 24)).toMatch(/❯ push +\[2\]× 25/)
    expect(draw(screens['processes'] ?? threads, 80, 24)).toContain('tab threads')
    expect(draw(screens['a size being typed'] ?? threads, 80, 24)).toContain('[2x25_]')
  })

  it('show a number being typed where it stands, beside the other one', () => {
    for (const [columns, rows] of [
      [80, 24],
      [40, 15],
    ] as const) {
      expect(draw(typed(threads, '4', '0'), columns, rows)).toMatch(/[❯>] push +1 [×x]\[40_\]/)
      expect(draw(typed(threads, 'tab', '9'), columns, rows)).toMatch(/[❯>] push +\[9_\][×x] 25/)
      expect(draw(typed(threads, 'tab', '9', '9', '9'), columns, rows)).toMatch(/[❯>] push +\[999_\]/)
    }
  })

  it('keep their place while the load moves and the cursor goes', () => {
    const rows = (wizard: Wizard) =>
      draw(wizard, 80, 24)
        .split('\n')
        .map((line) => /Queue |Connections|default|fasp/.exec(line)?.[0] ?? '')
    expect(rows(told(threads, evidence(401)))).toEqual(rows(threads))
    expect(rows(typed(threads, 'down', 'down'))).toEqual(rows(threads))
  })
})

it('says in every step how many processes compute, beside the cores', () => {
  for (const at of [1, 2, 3, 4, 5, 6]) {
    const step = typed(live, ...Array.from({ length: at }, () => 'enter'))
    expect(draw(step, 80, 24)).toMatch(/Processes that compute: \d+ for 8 cores \(\d web, \d Sidekiq\)/)
    expect(draw(step, 40, 15)).not.toContain('compute:')
  }
  const computing = (wizard: Wizard) => Number(/compute: (\d+)/.exec(draw(wizard, 80, 24))?.[1])
  // A process more counts for a queue whose jobs compute, and not for one whose jobs wait.
  const onDefault = typed(threads, ...Array(6).fill('up'), 'tab')
  expect(computing(typed(onDefault, 'right'))).toBe(computing(onDefault) + 1)
  expect(computing(typed(threads, 'tab', 'right'))).toBe(computing(threads))
})

it('says once what is to be known of a value', () => {
  const one = typed(live, 'enter', 'enter', '1')
  for (const [columns, rows] of [
    [80, 24],
    [40, 15],
  ] as const) {
    expect(
      draw(one, columns, rows)
        .replace(/\s+/g, ' ')
        .match(/One worker below a master takes more/g),
    ).toHaveLength(1)
  }
})

it('says in words what changes, how long it takes, and what pauses', () => {
  const text = draw(screens['what changes'] ?? live, 80, 24)
  for (const part of ['[Changes 2]', 'push: 25 → 40 threads', 'fasp: nobody → 1 process of 2 threads'])
    expect(text).toContain(part)
  expect(text).toMatch(/! scheduler pauses|Takes .* at most/)
})

it('tells of one limit of connections, and labels a reason once', () => {
  expect(draw(typed(inContainer, 'f'), 80, 24)).toContain(
    '40 of 297 connections in use (3 kept for superusers)',
  )
  expect(draw(typed(inContainer, 'f'), 40, 15)).toContain('40 of 297 used')
  const reason = draw(screens['threads without evidence'] ?? live, 80, 24)
  expect(reason).toContain('Why: ')
  expect(reason).not.toContain('Proposed: ')
})
