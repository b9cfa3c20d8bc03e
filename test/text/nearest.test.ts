import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editDistance, nearest, orNearest } from '../../src/text/nearest.js'

test.each([
  ['push', 'push', 0],
  ['psh', 'push', 1],
  ['pussh', 'push', 1],
  ['pish', 'push', 1],
  ['psuh', 'push', 1],
  ['qeue', 'queue', 1],
  ['qeuue', 'queue', 1],
  ['sitting', 'kitten', 3],
  ['', 'push', 4],
  ['push', '', 4],
])('from %j to %j are %i slips', (one, other, slips) => {
  expect(editDistance(one, other)).toBe(slips)
  expect(editDistance(other, one)).toBe(slips)
})

test('a distance is never more than the longer word, and nothing only for the same word', () => {
  const word = fc.string({ maxLength: 8 })
  fc.assert(
    fc.property(word, word, (one, other) => {
      const slips = editDistance(one, other)
      expect(slips).toBeLessThanOrEqual(Math.max(one.length, other.length))
      expect(slips).toBeGreaterThanOrEqual(Math.abs(one.length - other.length))
      expect(slips === 0).toBe(one === other)
    }),
  )
})

const commands = ['plan', 'apply', 'resize', 'status', 'confirm', 'undo', 'help', 'version']

test.each([
  ['staus', 'status'],
  ['PLAN', 'plan'],
  ['pln', 'plan'],
  ['rezise', 'resize'],
  ['aplpy', 'apply'],
  ['ver', 'version'],
  ['conf', 'confirm'],
])('%s is near %s', (word, meant) => expect(nearest(word, commands)).toBe(meant))

test.each(['destroy', 'explain', 'export', 'fleet', 'check', 'completion', 'quit', '', 'p', 'plan'])(
  'nothing is near %j',
  (word) => expect(nearest(word, commands)).toBeUndefined(),
)

test('of two that are as near the first is meant', () => {
  expect(nearest('pxll', ['pull', 'poll'])).toBe('pull')
})

test('a name of a megabyte is told from others at once', () => {
  expect(nearest('x'.repeat(1024 ** 2), ['x'.repeat(1024 ** 2 - 1)])).toBeUndefined()
})

test('a sentence ends with what was meant, or simply ends', () => {
  expect(orNearest('psh', ['push', 'pull'])).toBe('; did you mean push?')
  expect(orNearest('x', ['push', 'pull'])).toBe('.')
})

test('a word of one or two letters is recognised only as it is', () => {
  expect(nearest('', ['n', 'ls'])).toBeUndefined()
  expect(nearest('l', ['n', 'ls'])).toBeUndefined()
})
