import { visible } from './format.js'

const folds: Readonly<Record<string, string>> = {
  '❯': '>',
  '─': '-',
  '▁': '_',
  '▂': '.',
  '▃': ':',
  '▄': '-',
  '▅': '=',
  '▆': '+',
  '▇': '#',
  '█': '@',
  '▒': '+',
  '░': '.',
  '┊': '|',
  '│': '|',
  '×': 'x',
  '–': '-',
  '—': '-',
  '·': '-',
  '…': '..',
  '→': '->',
  '←': '<-',
  '↑': 'up ',
  '↓': 'down',
  '✔': '+',
  '✖': 'x',
  '▸': '>',
  '’': "'",
  '“': '"',
  '”': '"',
  '≤': '<=',
  '≥': '>=',
}

/**
 * A text that is also noted in files, in plain signs there, as the screens show it: `25 → 40
 * threads`.
 */
export const withArrows = (text: string): string => text.replaceAll(' -> ', ' → ')

/** Whether the locale knows no other signs than those of ASCII. */
export function isAscii(env: Readonly<Record<string, string | undefined>>): boolean {
  return !/utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || '')
}

/**
 * A text as it may be sent to the terminal: control characters written out, and plain signs where
 * it knows no others.
 */
export function clean(text: string, { ascii }: { readonly ascii: boolean }): string {
  const safe = visible(text)
  if (!ascii) return safe
  return safe.replace(/[^\u0000-\u007f]/gu, (sign) => folds[sign] ?? '?')
}
