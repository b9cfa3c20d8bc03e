import { describe, expect, it } from 'vitest'
import { beginning, isOver, update, wanted } from '../src/wizard.js'
import { atChoice, atForm, atReview, found, pressed as press, start } from './support/driven-wizard.js'
import { choice, keys, rules } from './support/pretend-wizard.js'

describe('the wizard, key by key', () => {
  it('looks first, and asks for nothing else until it is told to', () => {
    expect(wanted(beginning)).toBe('look')
    expect([found, atForm, atChoice, atReview].map(wanted)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    expect([found, atForm, atChoice, atReview].map((each) => each.phase)).toEqual([
      'found',
      'asking',
      'asking',
      'reviewing',
    ])
  })

  it('takes a highlighted option as the answer, and Enter only moves on', () => {
    const moved = press(atChoice, ['down'])
    expect(moved).toMatchObject({ phase: 'asking', at: 1, answers: { layout: 'split' } })
    expect(press(moved, ['enter'])).toMatchObject({ phase: 'reviewing', answers: { layout: 'split' } })
    expect(press(atChoice, ['up'])).toBe(atChoice)
    expect(press(atChoice, ['down', 'down', 'down'])).toMatchObject({ answers: { layout: 'per-queue' } })
    expect(press(atChoice, keys('down', 'down', 'r'))).toMatchObject({ answers: { layout: 'split' } })
  })

  it('takes the proposed option where the answer is none of the options', () => {
    const alien = { ...choice, value: () => 'alien' } as typeof choice
    const steps = [alien]
    const set = press(update(rules(), beginning, start), ['enter'], { ...rules(), steps })
    expect(set).toMatchObject({ answers: { layout: 'split' } })
  })

  it('replaces a value by the first digit, appends the next, and takes them back', () => {
    expect(press(atForm, keys('1'))).toMatchObject({ answers: { cores: 1 }, typed: '1' })
    expect(press(atForm, keys('1', '2'))).toMatchObject({ answers: { cores: 12 }, typed: '12' })
    expect(press(atForm, keys('1', '2', 'backspace'))).toMatchObject({ answers: { cores: 1 } })
    expect(press(atForm, keys('9', 'r'))).toMatchObject({ answers: { cores: 4 }, typed: null })
    expect(press(atForm, keys('right', '+', '-'))).toMatchObject({ answers: { cores: 5 } })
    expect(press(atForm, keys('down', '7'))).toMatchObject({ cursor: 1, answers: { cores: 4, streaming: 7 } })
  })

  it('says what is wrong with a text, and neither Enter nor ↓ goes on; Esc does go back', () => {
    const wrong = press(atForm, keys('0'))
    expect(wrong).toMatchObject({ typed: '0', wrong: expect.stringContaining('“0”'), answers: { cores: 4 } })
    expect(press(wrong, ['enter'])).toEqual(wrong)
    expect(press(atForm, keys('1', 'x'))).toMatchObject({ typed: '1x', answers: { cores: 4 } })
    expect(press(atForm, keys('1', 'backspace'))).toMatchObject({
      wrong: 'Type a number.',
      answers: { cores: 4 },
    })
    expect(press(wrong, ['down'])).toEqual(wrong)
    expect(press(wrong, ['escape'])).toMatchObject({ phase: 'found', answers: { cores: 4 } })
    expect(press(wrong, keys('backspace', '8', 'enter'))).toMatchObject({ at: 1, answers: { cores: 8 } })
  })

  it('goes back with the answers kept, from everywhere', () => {
    const review = press(atForm, keys('9', 'enter', 'down', 'enter'))
    const back = press(review, ['escape', 'escape', 'escape'])
    expect(back).toMatchObject({ phase: 'found', answers: { cores: 9, layout: 'split' } })
  })

  it('ends at the same place however keys arrive', () => {
    const burst = keys('9', 'enter', 'down', 'enter', 'tab', 'tab', 'tab', 'pagedown')
    const one = press(atForm, burst)
    const two = press(press(atForm, burst.slice(0, 3)), burst.slice(3))
    expect(one).toEqual(two)
    expect(one).toMatchObject({ phase: 'reviewing', tab: 'commands', scroll: 8 })
  })

  it('opens and closes help and why', () => {
    expect(press(atForm, keys('?'))).toMatchObject({ overlay: 'help' })
    expect(press(atForm, keys('?', 'enter'))).toEqual(atForm)
    expect(press(atForm, keys('w', 'w'))).toEqual(atForm)
    for (const key of ['enter', 'down', '7', 'right'])
      expect(press(atForm, keys('w', key))).toMatchObject({ why: false })
    expect(press(atForm, keys('0', 'w'))).toMatchObject({ why: false })
  })

  it('shows why there is no plan, and stays at the steps', () => {
    const broken = {
      ...rules(),
      planFor: () => {
        throw new Error('No bundle was found.')
      },
    }
    const stuck = press(atChoice, ['enter'], broken)
    expect(stuck).toMatchObject({ phase: 'asking', at: 1, wrong: 'No bundle was found.' })
    expect(press(stuck, ['down'], broken)).toMatchObject({ wrong: null, answers: { layout: 'split' } })
  })
})

describe('leaving', () => {
  it('leaves at once where nothing would be lost', () => {
    expect(press(found, keys('q'))).toMatchObject({ phase: 'finished', exitCode: 0, closed: true })
    expect(press(atForm, ['ctrl-c'])).toMatchObject({ phase: 'finished', exitCode: 130, outcome: null })
    expect(press(beginning, ['ctrl-c'])).toMatchObject({ exitCode: 130 })
  })

  it('asks where answers would be lost, and Enter does not mean yes', () => {
    const asked = press(atForm, keys('9', 'q'))
    expect(asked).toMatchObject({ phase: 'asking', overlay: 'leaving' })
    expect(press(asked, ['enter'])).toMatchObject({ phase: 'asking', overlay: null, answers: { cores: 9 } })
    expect(press(asked, keys('y'))).toMatchObject({ phase: 'finished', exitCode: 0 })
    expect(press(asked, ['ctrl-c'])).toMatchObject({ phase: 'finished', exitCode: 130 })
    expect(press(atForm, keys('9', 'escape', 'escape'))).toMatchObject({ phase: 'found', overlay: 'leaving' })
  })

  it('ends without a terminal, but not while applying', () => {
    expect(update(rules(), atForm, { type: 'gone' })).toMatchObject({
      phase: 'finished',
      exitCode: 129,
      closed: true,
    })
    const gone = update(rules(), press(atReview, keys('y')), { type: 'gone' })
    expect(wanted(gone)).toBe('apply')
    expect(isOver(update(rules(), gone, { type: 'outcome', outcome: { kind: 'applied', seconds: 3 } }))).toBe(
      true,
    )
  })
})
