import path from 'node:path'
import { patch, swap } from './patch.js'

/**
 * Text is measured without Unicode tables where it is plain (src/plain-text.ts), and the tables are made on first need:
 * together they cost a start about 45 ms. test/build/text.test.ts compares with what the packages do. Pinned: string-width 8.3.0
 * and 7.2.0, slice-ansi 8.0.0, @alcalzone/ansi-tokenize 0.2.5.
 */
const lazy = JSON.stringify(path.join(import.meta.dirname, 'lazy.js'))
const imports = `import { lazySegmenter as __segmenter, lazyEmoji as __emoji, isPlain as __isPlain } from ${lazy}\n`

const lazySegmenters = (text, file) => imports + swap(text, 'new Intl.Segmenter(', '__segmenter(', file)
const lazyEmojis = (text, test, file) => swap(text, test, `__emoji(() => ${test})`, file)

/** Plain text is as wide as it is long. */
const width = patch(
  'string-width',
  /node_modules\/string-width\/index\.js$/,
  (text, file) => {
    const out = lazySegmenters(text, file)
    // Version 7, which Ink has for text that wraps, takes ✔ and © for wide; so it stays as it is but for the segmenter.
    if (file.includes('wrap-ansi')) return out
    const later = lazyEmojis(out, String.raw`/^\p{RGI_Emoji}$/v`, file)
    return swap(
      later,
      '\tlet width = 0;\n\tconst eastAsian',
      '\tif (ambiguousIsNarrow && __isPlain(string)) return string.length;\n$&',
      file,
    )
  },
  2,
)

const slice = patch('slice-ansi', /slice-ansi\/tokenize-ansi\.js$/, (text, file) =>
  lazyEmojis(lazySegmenters(text, file), String.raw`/\p{Emoji_Presentation}/u`, file),
)

const tokenize = patch('ansi-tokenize', /ansi-tokenize\/build\/tokenize\.js$/, lazySegmenters)

export const textPatches = [width, slice, tokenize]
