import { visible } from '../src/format.js'

/** How the screens are drawn: signs and whether colour may help. One place for all of them. */
export interface Look {
  readonly ascii: boolean
  readonly colour: boolean
  readonly more: string
}

export type Tone = 'title' | 'dim' | 'good' | 'warn' | 'wrong' | 'accent'

/** Ink's colours for a tone. */
export const tones: Readonly<Record<Tone, { readonly color?: string; readonly bold?: true; readonly dimColor?: true }>> = {
  title: { bold: true },
  dim: { dimColor: true },
  good: { color: 'green' },
  warn: { color: 'yellow' },
  wrong: { color: 'red' },
  accent: { color: 'cyan', bold: true },
}

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

/** How to draw in this environment: plain signs where the locale is not UTF-8, no colour where NO_COLOR is set. */
export function lookOf(env: Readonly<Record<string, string | undefined>>, colour = true): Look {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
  const ascii = !/utf-?8/i.test(locale)
  return { ascii, colour: colour && !env.NO_COLOR && env.TERM !== 'dumb', more: ascii ? '..' : '…' }
}

/** The sign that a list goes on above or below, with what it says. */
export function goesOn(look: Look, way: 'above' | 'below', text: string): string {
  const sign = way === 'above' ? (look.ascii ? '^' : '↑') : look.ascii ? 'v' : '↓'
  return `${sign} ${text}`
}

/** A text as it may be sent to the terminal: control characters written out, and plain signs where it knows no others. */
export function clean(text: string, look: Look): string {
  const safe = visible(text)
  if (!look.ascii) return safe
  return safe.replace(/[^\u0000-\u007f]/gu, (sign) => folds[sign] ?? '?')
}
