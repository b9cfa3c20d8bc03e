import { expect, test } from 'vitest'
import { clean, lookOf } from '../../components/terminal/symbols.js'
import {
  bytes,
  bytesTyped,
  countText,
  GB,
  MB,
  shortened,
  visible,
  visibleJson,
} from '../../src/text/format.js'

/** Everything below U+3000 that is a control or has no width, and a sign beyond the first 65536. */
const all = [...Array(0x3000).keys(), 0xfeff, 0xe0041].map((code) => String.fromCodePoint(code)).join('')
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

test('no control, hidden or turning sign is sent, in a line or on a screen', () => {
  expect(visible(all)).not.toMatch(unseen)
  expect(clean(all, lookOf({ LANG: 'C.UTF-8' }))).not.toMatch(unseen)
  expect(clean(all, lookOf({}))).toMatch(/^[ -~]*$/)
  expect(visible('a\u001b]0;x\u0007b\nc\u009bd\u202ee\u{e0041}')).toBe(
    'a\\x1b]0;x\\x07b\\nc\\x9bd\\u202ee\\u{e0041}',
  )
  expect(visible('Größe → 25 ×2 ✔')).toBe('Größe → 25 ×2 ✔')
})

test('JSON stays the JSON it is', () => {
  const value = { [all]: [all, '\ud800', { nested: 'a\u009b\u202e' }] }
  for (const indent of [0, 2]) {
    const text = visibleJson(JSON.stringify(value, null, indent))
    expect(text.replaceAll('\n', '')).not.toMatch(unseen)
    expect(JSON.parse(text)).toEqual(value)
  }
})

test('a megabyte in a sentence is cut', () => {
  expect(shortened('x'.repeat(1024 ** 2)).length).toBeLessThan(2100)
  expect(shortened('short')).toBe('short')
})

test.each([
  [3, '3'],
  [1000, '1000'],
  [12_480, '12 480'],
  [1_234_567, '1 234 567'],
])('a count of %d', (count, text) => {
  expect(countText(count)).toBe(text)
})

test.each([
  [0, '0 MB', '0G'],
  [512 * MB, '512 MB', '0.5G'],
  [1023.96 * MB, '1 GB', '1G'],
  [7.66 * GB, '7.7 GB', '7.7G'],
  [16 * GB, '16 GB', '16G'],
])('%d bytes, read and typed', (count, read, typed) => {
  expect([bytes(count), bytesTyped(count)]).toEqual([read, typed])
})
