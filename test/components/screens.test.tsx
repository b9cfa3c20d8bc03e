import { cleanup, render } from 'ink-testing-library'
import { afterEach, describe, expect, it } from 'vitest'
import { canvasOf } from '../../components/parts/canvas.js'
import { Screen } from '../../components/screens/screen.js'
import { lookOf } from '../../components/terminal/symbols.js'
import type { Wizard } from '../../src/wizard/types.js'
import { beginning } from '../../src/wizard.js'
import {
  after,
  atForm,
  atReview,
  found,
  plain,
  typed as press,
  pressed,
  utf8,
} from '../support/driven-wizard.js'
import { noPlan, review, rules } from '../support/pretend-wizard.js'

afterEach(cleanup)
const applying = after(
  press(atForm, 'enter', 'enter', 'y'),
  ...Array.from({ length: 30 }, (_, at) => [
    {
      type: 'applied-event',
      event: {
        event: 'begin',
        at,
        of: 30,
        action: { do: 'start', unit: `mastodon-sidekiq-01-number-${at}@40.service` },
        back: false,
      },
    } as const,
    { type: 'applied-event', event: { event: 'done', at, seconds: 1.25, back: false } } as const,
  ]).flat(),
)
const screens: Readonly<Record<string, Wizard>> = {
  looking: beginning,
  found,
  atForm,
  wrong: press(atForm, '0'),
  why: press(atForm, 'w'),
  choice: press(atForm, 'enter'),
  changes: atReview,
  files: press(atReview, 'tab'),
  links: press(atReview, 'tab', 'tab'),
  commands: press(atReview, 'tab', 'tab', 'tab'),
  empty: pressed(press(atForm, 'enter'), ['enter'], rules({ plan: noPlan, review })),
  help: press(atForm, '?'),
  leaving: press(atForm, '9', 'q'),
  applying,
  stopping: press(applying, 'ctrl-c'),
  applied: after(applying, { type: 'outcome', outcome: { kind: 'applied', seconds: 100 } }),
  'rolled back': after(applying, {
    type: 'outcome',
    outcome: { kind: 'rolled-back', because: 'It died. '.repeat(30) },
  }),
  failed: after(beginning, { type: 'failed', sentence: 'No Mastodon was found here.', why: 'no-mastodon' }),
}

const draw = (wizard: Wizard, columns: number, rows: number, look = utf8, practice = false) =>
  render(
    <Screen
      rules={rules()}
      wizard={wizard}
      canvas={canvasOf({ columns, rows }, look, practice, 'social.example')}
    />,
  ).lastFrame() ?? ''

describe.each(Object.entries(screens))('the screen %s', (_, wizard) => {
  it.each([
    [80, 24],
    [40, 15],
    [200, 60],
  ])('fits %i×%i with a row to spare, in UTF-8 and in ASCII', (columns, rows) => {
    for (const look of [utf8, plain]) {
      const lines = draw(wizard, columns, rows, look, true).split('\n')
      expect(lines.length).toBeLessThan(rows)
      expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(columns)
      expect(lines[0]).toContain('nothing is real')
      expect(lines.at(-1)?.trim()).not.toBe('')
    }
  })

  it('is plain where the locale is not UTF-8, and sends no colour where none is wanted', () => {
    expect(draw(wizard, 80, 24, plain)).toMatch(/^[\n\u0020-\u007e]*$/)
  })
})

describe('what the screens say', () => {
  it('keeps bars and question of a step on the small screen', () => {
    const text = draw(atForm, 40, 15)
    for (const part of ['1/2', 'How much may Mastodon use?', '[4', 'Streaming', 'Memory', '! over'])
      expect(text).toContain(part)
    expect(draw(press(atForm, 'w'), 40, 15)).toContain('Why:')
  })

  it('marks the highlighted option, the proposed one, and the limit', () => {
    const text = draw(press(atForm, 'enter', 'down'), 80, 24)
    expect(text).toMatch(/❯ Split .*proposed/)
    expect(text).toContain('┊')
    expect(text).toContain('99 while changing')
  })

  it('shows the typed text, and what is wrong with it', () => {
    expect(draw(press(atForm, '1', '2'), 80, 24)).toContain('[12_]')
    expect(draw(press(atForm, '0'), 80, 24)).toContain('! “0” is not a number')
  })

  it('shows a file beside its changes without control characters of the file', () => {
    const text = draw(press(atReview, 'tab', 'down', 'pagedown'), 80, 24)
    expect(text).toContain('❯ ~ mastodon-sidekiq-01-ingress@')
    expect(text).toContain('LINE_3')
    expect(text).not.toContain('\u001b[31m')
  })

  it('says when there is nothing to do', () => {
    expect(draw(screens.empty ?? beginning, 80, 24)).toContain('Nothing is to be done')
  })
})

it('reads locale and colour from the environment', () => {
  expect(lookOf({ LC_ALL: 'C', LANG: 'de_DE.UTF-8' }).ascii).toBe(true)
  expect(lookOf({ LC_ALL: '', LC_CTYPE: 'en_US.utf8', LANG: 'C' }).ascii).toBe(false)
  expect(lookOf({ LANG: 'C.UTF-8' }).colour).toBe(true)
  expect(lookOf({ NO_COLOR: '1' }).colour).toBe(false)
  expect(lookOf({}, false).colour).toBe(false)
})
