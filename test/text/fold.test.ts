import { describe, expect, test } from 'vitest'
import { cut, type Folding, folded, hanging, wrapped } from '../../src/text/fold.js'

const cases: readonly (readonly [string, number, Folding, readonly string[]])[] = [
  ['', 10, {}, []],
  ['one two  three', 9, {}, ['one two', 'three']],
  ['one two', 7, {}, ['one two']],
  ['  one two three', 11, { first: '  ', rest: '    ' }, ['  one two', '    three']],
  ['one two three', 9, { first: '  ' }, ['  one two', '  three']],
  ['! /etc/systemd/system', 8, {}, ['! /etc/s', 'ystemd/s', 'ystem']],
  ['see /etc/systemd/system now', 8, { whole: true }, ['see', '/etc/systemd/system', 'now']],
]

describe('a sentence in lines', () => {
  test.each(cases)('%j in %d columns, %j', (text, width, folding, lines) => {
    expect(folded(text, width, folding)).toEqual(lines)
  })

  test('its first line stays as far in as it was', () => {
    expect(hanging('  one two three four', 13, '    ')).toEqual(['  one two', '    three', '    four'])
  })
})

test.each([
  ['abcdef', 6, '…', 'abcdef'],
  ['abcdef', 5, '…', 'abcd…'],
  ['abcdef', 5, '..', 'abc..'],
  ['abcdef', 1, '..', '.'],
  ['abcdef', 0, '…', ''],
])('%s cut to %d columns with %s', (text, width, more, kept) => {
  expect(cut(text, width, more)).toBe(kept)
})

test('a line of a file in rows loses no sign', () => {
  const line = '  ExecStart=/usr/bin/node  ./streaming'
  const rows = wrapped(line, 16, 4)
  expect(rows.join('')).toBe(line)
  expect(rows.every((row, at) => row.length <= (at === 0 ? 16 : 12))).toBe(true)
})
