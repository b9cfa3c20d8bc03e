import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { patches } from '../../build/patches.js'
import { isPlain, isSeparate } from '../../src/text/plain-text.js'
import { tries } from '../support/runs.js'

interface Text {
  width(text: string): number
  slice(text: string, from: number, to?: number): string
  wrap(text: string, columns: number): string
  tokens(text: string): unknown[]
  styledCharsFromTokens(tokens: unknown[]): unknown
  styledCharsToString(chars: unknown): string
}

/** The packages that measure text, bundled as they are or as they are shipped. */
async function bundled(plugins: readonly Plugin[]): Promise<Text> {
  const contents = `export { default as width } from 'string-width'
export { default as slice } from 'slice-ansi'
export { default as wrap } from 'wrap-ansi'
export { tokenize as tokens, styledCharsFromTokens, styledCharsToString } from '@alcalzone/ansi-tokenize'`
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(import.meta.dirname, '../..') },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    plugins: [...plugins],
  })
  const module = { exports: {} }
  new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '')(module, module.exports, undefined)
  return module.exports as Text
}

let real: Text
let shipped: Text
beforeAll(async () => {
  real = await bundled([])
  shipped = await bundled(patches.filter(({ name }) => ['text', 'same-style'].includes(name)))
})

const everyPlain = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(isPlain)
const segmenter = new Intl.Segmenter()

test('every plain sign takes one column by the real packages', () => {
  expect(everyPlain.length).toBeGreaterThan(1000)
  expect(everyPlain.filter((sign) => real.width(sign) !== 1)).toEqual([])
})

test('in plain and styled text, every unit is a cluster', () => {
  const sign = fc.constantFrom(...everyPlain, '\t', '\n', '\x1b')
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 40 }), (units) => {
      const text = units.join('')
      expect(isSeparate(text)).toBe(true)
      expect([...segmenter.segment(text)].map(({ segment }) => segment)).toEqual(units)
    }),
    tries('clusters', { some: 500, all: 5000 }),
  )
})

test('text wraps where it is as wide as it is measured elsewhere', () => {
  for (const line of ['✔✔ ©©', '❯ a b', '日本 é'])
    expect(shipped.wrap(line, shipped.width(line)), line).toBe(line)
})

/** A text as Ink writes it once it was cut into cells. */
const written = (by: Text, text: string) => by.styledCharsToString(by.styledCharsFromTokens(by.tokens(text)))

test('the shipped packages say of any text what the real ones say', () => {
  const odd = [
    'é',
    '日',
    '本',
    '👍🏽',
    '🇩🇪',
    '👩‍👧',
    '✔️',
    '✔',
    '❯',
    '©',
    'ｶﾞ',
    '한',
    '\u200b',
    '\u0301',
    '\r\n',
    '\t',
    '\x1b',
    '\x9b',
    '#\u20e3',
  ]
  const style = fc.constantFrom(
    '\x1b[31m',
    '\x1b[39m',
    '\x1b[1;36m',
    '\x1b[22m',
    '\x1b]8;;http://a\x07',
    '\x1b]8;;\x07',
  )
  const piece = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...everyPlain) },
    { weight: 2, arbitrary: style },
    fc.constantFrom(...odd),
  )
  const texts = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(texts, fc.nat(20), fc.nat(20), (text, from, more) => {
      const all = (by: Text) => [
        by.width(text),
        by.slice(text, from, from + more),
        by.slice(text, from),
        by.tokens(text),
        written(by, text),
      ]
      expect(all(shipped)).toEqual(all(real))
    }),
    tries('the shipped packages', { some: 1000, all: 10_000 }),
  )
})
