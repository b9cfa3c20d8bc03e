import { patch, swap } from './patch.js'

/**
 * Ink asks for the difference of two styles between any two cells of a screen, 1,840 times a frame, and most are the same: no sets
 * need to be made to see that, and no string for each cell. Half of the time and of the garbage of a frame. Pinned:
 * @alcalzone/ansi-tokenize 0.2.5.
 */
export const stylePatches = [
  patch('same-style', /ansi-tokenize\/build\/diff\.js$/, (text, file) =>
    swap(
      text,
      'export function diffAnsiCodes(from, to) {\n',
      '$&    if (from.length === to.length && from.every((code, at) => code.code === to[at].code)) return [];\n',
      file,
    ),
  ),
  patch('no-style', /ansi-tokenize\/build\/ansiCodes\.js$/, (text, file) =>
    swap(
      text,
      'export function ansiCodesToString(codes) {\n',
      '$&    if (codes.length === 0) return "";\n',
      file,
    ),
  ),
  patch('joined-cells', /ansi-tokenize\/build\/styledChars\.js$/, (text, file) => {
    let out = swap(text, 'let ret = "";', 'const parts = [];', file)
    out = swap(out, /ret \+= (.*);/g, 'parts.push($1);', file)
    return swap(out, /return ret;(?=\s*\}\s*(\/\/.*\s*)?$)/, 'return parts.join("");', file)
  }),
]
