import { isPlain, isSeparate } from '../../src/text/plain-text.ts'

export { isPlain }

/**
 * What text.js puts into packages, bundled with them. Stands for an Intl.Segmenter by grapheme, which takes 12 ms to make: made
 * when a text comes along that needs it.
 */
export function lazySegmenter(locale, options) {
  let real
  return {
    segment(text) {
      if (isSeparate(text)) return unitsOf(text)
      real ??= new Intl.Segmenter(locale, options)
      return real.segment(text)
    },
  }
}

/** The segments of a text of which every unit is one. */
function unitsOf(input) {
  const containing = (index) => (index < input.length ? { segment: input[index], index, input } : undefined)
  return {
    containing,
    *[Symbol.iterator]() {
      for (let index = 0; index < input.length; index++) yield containing(index)
    },
  }
}

/** Stands for a test of emoji, whose tables take V8 10 ms to make: plain text holds none. `make` gives the real one. */
export function lazyEmoji(make) {
  let real
  return {
    test(text) {
      if (isPlain(text)) return false
      real ??= make()
      return real.test(text)
    },
  }
}
