import { cleanup, render } from 'ink-testing-library'
import { afterEach, expect, it } from 'vitest'
import { canvasOf } from '../../components/parts/canvas.js'
import { Screen } from '../../components/screens/screen.js'
import type { Reviewing, Wizard } from '../../src/wizard/types.js'
import { plain, utf8 } from '../support/driven-wizard.js'
import { live, liveRules, typed } from '../support/live-wizard.js'

afterEach(cleanup)
const draw = (wizard: Wizard, columns: number, rows: number, look = utf8) =>
  render(
    <Screen
      rules={liveRules}
      wizard={wizard}
      canvas={canvasOf({ columns, rows }, look, false, 'social.example')}
    />,
  ).lastFrame() ?? ''
const enters = (count: number) => Array.from({ length: count }, () => 'enter')
const keyRow = (frame: string) => frame.split('\n').at(-1) ?? ''
const review = typed(live, ...enters(7)) as Reviewing
const error = {
  id: 'x',
  level: 'error',
  text: 'Too many.',
  fix: '',
} as unknown as Reviewing['review']['findings'][number]
const blocked: Reviewing = { ...review, review: { ...review.review, findings: [error] } }

it.each([1, 2, 3, 4, 5, 6])('step %i says how to go on, back and elsewhere, and where more is said', (at) => {
  for (const look of [utf8, plain])
    for (const hint of ['enter next', 'esc back', 's steps', '? help'])
      expect(keyRow(draw(typed(live, ...enters(at)), 80, 24, look))).toContain(hint)
  expect(keyRow(draw(typed(live, ...enters(at)), 40, 15, plain))).toContain('? help')
})

it('says how to leave what was found, and that a digit goes at once', () => {
  for (const look of [utf8, plain]) {
    expect(keyRow(draw(live, 80, 24, look))).toMatch(/s steps.*esc leave/)
    expect(keyRow(draw(live, 40, 15, look))).toContain('? help')
    expect(keyRow(draw(typed(live, 's'), 80, 24, look))).toContain('0-7 go at once')
    expect(keyRow(draw(typed(live, 's'), 40, 15, look))).toContain('enter or 0-7 go')
  }
})

it.each<[string, Wizard]>([
  ['what was found', live],
  ['a form', typed(live, 'enter')],
  ['a choice', typed(live, ...enters(4))],
  ['the threads', typed(live, ...enters(5))],
  ['the review', review],
  ['a blocked review', blocked],
])('help of %s is there whole on a small screen, and only says how to close it', (_, wizard) => {
  const help = typed(wizard, '?')
  for (const look of [utf8, plain]) {
    const frame = draw(help, 40, 15, look)
    expect(frame.split('\n').slice(1).join('\n')).not.toMatch(/…|\.\./)
    expect(frame).toMatch(/ (leave|why)\s/)
    expect(keyRow(frame).trim()).toBe('any key closes')
  }
})

it('says in the help what y does where an error blocks it', () => {
  expect(draw(typed(review, '?'), 80, 24)).toMatch(/y +apply/)
  expect(draw(typed(blocked, '?'), 80, 24)).toMatch(/y +blocked: see Findings/)
  expect(draw(typed(blocked, '?'), 80, 24)).not.toContain('apply')
})
