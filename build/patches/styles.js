import { patch, swap } from './patch.js'

/**
 * Ink asks for the difference of two styles between any two cells of a screen, 1,840 times a frame, and most are the same: no sets
 * need to be made to see that. Its gain, and when it can go: build/README.md. Pinned: @alcalzone/ansi-tokenize 0.2.5.
 */
export const sameStyle = patch('same-style', /ansi-tokenize\/build\/diff\.js$/, (text, file) =>
  swap(
    text,
    'export function diffAnsiCodes(from, to) {\n',
    '$&    if (from.length === to.length && from.every((code, at) => code.code === to[at].code)) return [];\n',
    file,
  ),
)
