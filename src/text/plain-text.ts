/**
 * Signs that need no Unicode tables: each is one UTF-16 unit, stands alone and takes one column.
 * Asking ICU for the same costs a start 30 ms and more. Left out is what combines, what is wide,
 * and what a terminal draws as an emoji by itself.
 */
const signs = [
  '\\u0020-\\u007e',
  // Letters of Europe, without the soft hyphen, which takes no column.
  '\\u00a0-\\u00ac\\u00ae-\\u02af',
  // Dashes, quotes and dots; arrows; comparisons.
  '\\u2010-\\u2027\\u2030-\\u203b\\u2190-\\u21ff\\u2200-\\u22ff',
  // Lines, blocks and shapes; marks; pointers; braille.
  '\\u2500-\\u25fc\\u2713-\\u2718\\u276e-\\u2771\\u2800-\\u28ff',
].join('')

const plain = new RegExp(`^[${signs}]*$`)
const separate = new RegExp(`^[\\t\\n\\u001b${signs}]*$`)

/** Whether all of a text is plain: then its length is its width in columns. */
export const isPlain = (text: string): boolean => plain.test(text)

/**
 * Whether each UTF-16 unit of a text is a grapheme cluster of its own: plain text, and what styles
 * and cuts it.
 */
export const isSeparate = (text: string): boolean => separate.test(text)
