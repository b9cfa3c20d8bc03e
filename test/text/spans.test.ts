import { describe, expect, test } from 'vitest'
import { spanText } from '../../src/text/spans.js'

describe('seconds in a column, and for the ear', () => {
  test.each([
    [0, '0 s', '0 s'],
    [1.6, '2 s', '2 s'],
    [59.7, '1m', '1 min'],
    [340, '5m 40s', '5 min 40 s'],
    [12_000, '3h 20m', '3 h 20 min'],
    [3600, '1h', '1 h'],
    [187_200, '2d 4h', '2 d 4 h'],
    [-3, '0 s', '0 s'],
    [Number.NaN, '0 s', '0 s'],
  ])('%d seconds', (seconds, brief, spoken) => {
    expect([spanText(seconds, 'brief'), spanText(seconds, 'spoken')]).toEqual([brief, spoken])
  })
})

describe('seconds in a sentence', () => {
  test.each([
    [0, '0 s', '1 s', '0 s'],
    [40.4, '40 s', '40 s', '40 s'],
    [59.4, '59 s', '59 s', '59 s'],
    [60, '60 s', '1 min', '1 min 0 s'],
    [61, '61 s', '2 min', '1 min 1 s'],
    [341, '341 s', '6 min', '5 min 41 s'],
    [600, '10 min', '10 min', '10 min 0 s'],
    [1500, '25 min', '25 min', '25 min 0 s'],
    [7199, '120 min', '120 min', '119 min 59 s'],
    [7200, '2 h', '120 min', '120 min 0 s'],
    [12_000, '3 h', '200 min', '200 min 0 s'],
  ])('%d seconds', (seconds, rounded, most, exact) => {
    const said = (['rounded', 'most', 'exact'] as const).map((form) => spanText(seconds, form))
    expect(said).toEqual([rounded, most, exact])
  })
})

test.each([
  [0, '0.0 s', '0.000 s'],
  [0.0123, '0.0 s', '0.012 s'],
  [1.25, '1.3 s', '1.250 s'],
  [75, '75.0 s', '75.000 s'],
])('%d seconds, measured', (seconds, tenths, thousandths) => {
  expect([spanText(seconds, 'tenths'), spanText(seconds, 'thousandths')]).toEqual([tenths, thousandths])
})
