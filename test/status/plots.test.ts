import { expect, test } from 'vitest'
import { barOf, sparkline } from '../../src/status/plots.js'

test.each([
  [0, '░░░░░░'],
  [0.01, '▇░░░░░'],
  [9 / 25, '▇▇░░░░'],
  [0.99, '▇▇▇▇▇░'],
  [1, '▇▇▇▇▇▇'],
  [1.5, '▇▇▇▇▇▇'],
  [Number.NaN, '░░░░░░'],
])('a share of %d as a bar', (share, bar) => {
  expect(barOf(share, 6)).toBe(bar)
})

test('a bar as narrow as can be', () => {
  expect([barOf(0.5, 1), barOf(0.5, 0), barOf(0, 1)]).toEqual(['▇', '▇'.repeat(0), '░'])
})

test.each([
  [[0, 0, 0], '▁▁▁'],
  [[0, 1, 7], '▁▂█'],
  [[0, 0.01, 100], '▁▂█'],
  [[7, 6, 5, 4, 3, 2, 1, 0], '█▇▆▅▄▃▂▁'],
  [[], ''],
])('a line of %j', (values, line) => {
  expect(sparkline(values, 20)).toBe(line)
})

test('a line of trifles stays low', () => {
  expect(sparkline([0, 0.3, 60, 120, 240], 20, 120)).toBe('▁▂▃▅█')
})

test('a line keeps its last values', () => {
  expect(sparkline([100, 1, 2, 4], 2)).toBe('▅█')
  expect(sparkline([1, 2], 0)).toBe('')
})
