import { describe, expect, it } from 'vitest'
import { keysOf } from '../../components/terminal/keys.js'
import { signOf } from '../../src/wizard/key.js'
import { keymap, type Mode } from '../../src/wizard/keymap.js'
import { intentOf, modesAt } from '../../src/wizard/pressing.js'
import { atForm, atReview, typed } from '../support/driven-wizard.js'
import { rules } from '../support/pretend-wizard.js'

const modes = Object.keys(keymap) as readonly Mode[]
const named = ['up', 'down', 'left', 'right', 'tab', 'enter', 'escape', 'pageup', 'pagedown', 'backspace']
const classes = ['ctrl-c', 'digit', 'character', 'any']
const namesIn = (mode: Mode) =>
  keymap[mode].rows.flatMap(({ keys, also = {} }) => [...Object.keys(keys), ...Object.keys(also)])

describe.each(modes)('the keys in the place %s', (mode) => {
  it('are keys that a terminal can send, each bound once', () => {
    const names = namesIn(mode)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names.filter((each) => ![...named, ...classes].includes(each)))
      expect(keysOf(name)).toEqual([{ char: name }])
  })

  it('have a way out, be it the one that leaves at once', () => {
    const place: readonly Mode[] = mode === 'search' ? ['search', 'review'] : [mode]
    const under: readonly Mode[] = mode === 'why' ? ['why', 'form'] : place
    expect(intentOf(under, 'ctrl-c')).toEqual({ do: 'interrupt' })
  })
})

it('are called as they stand on a keyboard', () => {
  expect(['up', 'pageup', 'escape', ' ', 'enter', 'q'].map(signOf)).toEqual([
    '↑',
    'PgUp',
    'esc',
    'space',
    'enter',
    'q',
  ])
})

it('mean a character where a text is typed, and what they mean elsewhere anywhere else', () => {
  const q = { char: 'q' }
  const typing = typed(atReview, '/')
  expect(intentOf(modesAt(rules(), typing), q)).toEqual({ do: 'type-character', character: 'q' })
  expect(intentOf(modesAt(rules(), atReview), q)).toEqual({ do: 'leave' })
  expect(intentOf(modesAt(rules(), atForm), { char: '7' })).toEqual({ do: 'type-character', character: '7' })
  expect(intentOf(modesAt(rules(), typed(atForm, 's')), { char: '7' })).toEqual({
    do: 'go-to-place',
    place: 7,
  })
})
