import { describe, expect, it } from 'vitest'
import type { Asking, Found, Message, Wizard } from '../../src/wizard/types.js'
import { beginning, isLooking, press, update } from '../../src/wizard.js'
import { live, pushLate, told, typed } from '../support/live-wizard.js'
import { keys, rules, session } from '../support/pretend-wizard.js'

const evidence = (late: number): Message => ({ type: 'evidence', evidence: { value: pushLate(late) } })
const gone: Message = { type: 'evidence', evidence: { unknown: 'Redis did not answer within 3 s.' } }
const threads = typed(live, 't') as Asking

describe('what Sidekiq does meanwhile', () => {
  it('is looked at while finding and asking, and not while reviewing', () => {
    const review = typed(live, 't', 'enter', 'enter')
    expect([beginning, live, threads, review, typed(review, 'y')].map(isLooking)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ])
    expect(told(review, evidence(400))).toBe(review)
    expect(isLooking(typed(review, 'escape'))).toBe(true)
  })

  it('is remembered from the first look on, from screen to screen, and changes no answer', () => {
    const later = typed(told(live, evidence(342), evidence(344)), 't', '4', '0') as Asking
    const last = told(later, evidence(346)) as Asking
    expect(last.history.get('push')).toEqual([340, 342, 344, 346])
    expect(last).toEqual({ ...later, facts: last.facts, history: last.history })
    expect(typed(last, 'enter', 'enter', 'escape', 'escape')).toMatchObject({
      history: last.history,
      answers: last.answers,
    })
  })

  it('is done without when Redis goes away, until it is back', () => {
    const without = told(threads, gone) as Asking
    expect(without).toMatchObject({
      phase: 'asking',
      facts: { evidence: { unknown: expect.stringContaining('did not answer') } },
    })
    expect(told(without, gone)).toBe(without)
    expect((told(without, evidence(360)) as Asking).history.get('push')).toEqual([340, 360])
  })
})

describe('re-tuning', () => {
  it('goes straight to the group that something else is proposed for', () => {
    expect(threads).toMatchObject({ phase: 'asking', at: 4, cursor: 1 })
    expect(typed(threads, 'r')).toMatchObject({
      answers: { groups: { push: { threads: 40, processes: 1 } } },
      changed: true,
    })
    expect(typed(live, 't', 'r', 'enter', 'enter')).toMatchObject({ phase: 'reviewing', tab: 'changes' })
    const found = update(rules(), beginning, { type: 'found', session })
    expect(press(rules(), found, { char: 't' })).toBe(found)
  })

  it('shows all facts on f, and the load again', () => {
    expect(typed(live, 'f')).toMatchObject({ phase: 'found', details: true })
    expect(typed(live, 'f', 'f')).toEqual(live)
    const without = told(live, gone) as Found
    expect(typed(without, 'f')).toBe(without)
  })

  it('changes threads or processes with the arrows, as tab says', () => {
    const push = (...all: readonly string[]) => (typed(threads, ...all) as Asking).answers.groups['push']
    expect(push('right')).toEqual({ threads: 30, processes: 1 })
    expect(push('tab', 'right', '+')).toEqual({ threads: 25, processes: 3 })
    expect(push('tab', 'left', '-')).toEqual({ threads: 25, processes: 1 })
    expect(push('tab', 'right', 'tab', 'left')).toEqual({ threads: 20, processes: 2 })
    expect(push('2', 'x', '2', '5', 'tab')).toEqual({ threads: 25, processes: 2 })
    expect(typed(threads, '9', '9', 'tab')).toMatchObject({ part: 'threads', wrong: expect.any(String) })
  })

  it('types into the number that has the focus, and leaves the other', () => {
    const push = (...all: readonly string[]) => (typed(threads, ...all) as Asking).answers.groups['push']
    expect(push('4', '0')).toEqual({ threads: 40, processes: 1 })
    expect(push('tab', '3')).toEqual({ threads: 25, processes: 3 })
    expect(push('tab', '3', 'tab', '4', '0')).toEqual({ threads: 40, processes: 3 })
    expect(push('tab', '1', '2', 'backspace')).toEqual({ threads: 25, processes: 1 })
    expect(push('backspace')).toEqual({ threads: 2, processes: 1 })
    expect(typed(threads, 'tab', 'backspace')).toMatchObject({ typed: '', wrong: expect.any(String) })
  })

  it.each(['threads', 'processes'])('takes both numbers, with the focus on the %s', (part) => {
    const focused = part === 'threads' ? threads : typed(threads, 'tab')
    const push = (...all: readonly string[]) => (typed(focused, ...all) as Asking).answers.groups['push']
    expect(push('2', 'x', '1', '5')).toEqual({ threads: 15, processes: 2 })
    expect(push('2', 'x')).toEqual({ threads: 25, processes: 1 })
    expect(push('2', 'x', '1', 'backspace', 'backspace', '4')).toEqual(
      part === 'threads' ? { threads: 24, processes: 1 } : { threads: 25, processes: 24 },
    )
    expect([push('n'), push('n', 'o', 'n', 'e'), push('n', 'backspace')]).toEqual([
      null,
      null,
      { threads: 25, processes: 1 },
    ])
  })

  it('types into a size of none: the threads of one process, or as many processes as is proposed for one', () => {
    const none = typed(threads, 'n', 'up', 'down')
    const push = (...all: readonly string[]) => (typed(none, ...all) as Asking).answers.groups['push']
    expect(push('1', '2')).toEqual({ threads: 12, processes: 1 })
    expect(push('tab', '2')).toEqual({ threads: 40, processes: 2 })
  })

  it('changes nothing by a letter that means nothing in a size', () => {
    for (const letter of ['x', 'g', '.', ',', 'o', 'e', ' ', '*'])
      expect(typed(threads, letter)).toEqual(threads)
    const begun = typed(threads, '2')
    for (const letter of ['g', '.', 'n', 'o']) expect(typed(begun, letter)).toEqual(begun)
    expect((typed(threads, 'tab', 'x', '3', '0') as Asking).answers.groups['push']).toEqual({
      threads: 30,
      processes: 1,
    })
  })

  it('leaves the scheduler its one process', () => {
    const scheduler = typed(threads, 'down', 'down', 'down', 'down') as Asking
    expect(typed(scheduler, 'tab')).toBe(scheduler)
    expect(typed(scheduler, '2', 'x', '5')).toMatchObject({
      wrong: expect.stringContaining('which only one process may serve'),
      answers: scheduler.answers,
    })
    const other = typed(threads, 'tab', 'down', 'down', 'down', 'down', 'right') as Asking
    expect(other.answers.groups['scheduler']).toEqual({ threads: 6, processes: 1 })
  })

  it('ends at the same place however keys and looks arrive', () => {
    const all = keys('t', 'tab', 'right', 'up', 'right', 'enter')
    const one = typed(live, ...all) as Asking
    const between = all.reduce<Wizard>((now, key) => told(typed(now, key), evidence(350)), live) as Asking
    expect(between.answers).toEqual(one.answers)
    expect(between).toMatchObject({ at: one.at, cursor: one.cursor, part: one.part })
  })
})
