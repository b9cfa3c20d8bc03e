import { patch, swap } from './patch.js'

/**
 * What Ink makes anew for each frame and throws away: an object for each cell, and each line of text cut into signs, twice where it
 * is clipped. The blank cell can be one, what was made of a line can be kept while it is shown, and a line that fits needs no
 * cutting. None of these is ever changed once it is made. Its gain, and when it can go: build/README.md. Pinned: ink 6.8.0.
 */
export const outputPatches = [
  patch('ink-output', /ink\/build\/output\.js$/, (text, file) => {
    let out = swap(
      text,
      /row\.push\(\{\s*type: 'char',\s*value: ' ',\s*fullWidth: false,\s*styles: \[\],\s*\}\);/,
      'row.push(blank);',
      file,
    )
    out = swap(out, 'caches = new OutputCaches();', 'caches = keptCaches();', file)
    out = swap(
      out,
      'return sliceAnsi(line, from, to);',
      'return from === 0 && to === width ? line : sliceAnsi(line, from, to);',
      file,
    )
    return `${out}
const blank = { type: 'char', value: ' ', fullWidth: false, styles: [] };
let kept = new OutputCaches();
function keptCaches() {
    // More than a few screens of lines: what is shown no longer goes.
    if (kept.styledChars.size > 200 || kept.widths.size > 2000) kept = new OutputCaches();
    return kept;
}
`
  }),
]
