import path from 'node:path'
import { patch, swap, together } from './patch.js'

/**
 * Text is measured without Unicode tables where it is plain (src/text/plain-text.ts), and the tables are made on first need
 * (lazy.js). test/build/text.test.ts compares with what the packages do. Its gain, and when it can go: build/README.md. Pinned:
 * string-width 8.3.0, slice-ansi 8.0.0, @alcalzone/ansi-tokenize 0.2.5.
 */
const lazy = JSON.stringify(path.join(import.meta.dirname, 'lazy.js'))
const imports = `import { lazySegmenter as __segmenter, lazyEmoji as __emoji, isPlain as __isPlain } from ${lazy}\n`

const lazySegmenters = (text, file) => imports + swap(text, 'new Intl.Segmenter(', '__segmenter(', file)
const lazyEmojis = (text, test, file) => swap(text, test, `__emoji(() => ${test})`, file)

/** Plain text is as wide as it is long. */
const width = patch('string-width', /node_modules\/string-width\/index\.js$/, (text, file) => {
  const later = lazyEmojis(lazySegmenters(text, file), String.raw`/^\p{RGI_Emoji}$/v`, file)
  return swap(
    later,
    '\tlet width = 0;\n\tconst eastAsian',
    '\tif (ambiguousIsNarrow && __isPlain(string)) return string.length;\n$&',
    file,
  )
})

/** Text that wraps is measured by wrap-ansi's own string-width, which takes ✔ and © for wide; Ink's is the one for all of it. */
const oneWidth = {
  name: 'one-string-width',
  setup(build) {
    let found = false
    build.onResolve({ filter: /^string-width$/ }, ({ importer, resolveDir, kind, pluginData }) => {
      if (pluginData === oneWidth || !/node_modules\/wrap-ansi\/index\.js$/.test(importer)) return undefined
      found = true
      return build.resolve('string-width', {
        kind,
        resolveDir: path.resolve(resolveDir, '..'),
        pluginData: oneWidth,
      })
    })
    build.onEnd(() => {
      if (!found) throw new Error('one-string-width: wrap-ansi no longer measures with it')
    })
  },
}

const slice = patch('slice-ansi', /slice-ansi\/tokenize-ansi\.js$/, (text, file) =>
  lazyEmojis(lazySegmenters(text, file), String.raw`/\p{Emoji_Presentation}/u`, file),
)

const tokenize = patch('ansi-tokenize', /ansi-tokenize\/build\/tokenize\.js$/, lazySegmenters)

export const text = together('text', [width, oneWidth, slice, tokenize])
