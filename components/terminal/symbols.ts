import { isAscii } from '../../src/text/signs.js'

export { clean } from '../../src/text/signs.js'

/** How the screens are drawn: signs and whether colour may help. One place for all of them. */
export interface Look {
  readonly ascii: boolean
  readonly colour: boolean
  readonly more: string
}

export type Tone = 'title' | 'dim' | 'good' | 'warn' | 'wrong' | 'accent'

/** Ink's colours for a tone. */
export const tones: Readonly<
  Record<Tone, { readonly color?: string; readonly bold?: true; readonly dimColor?: true }>
> = {
  title: { bold: true },
  dim: { dimColor: true },
  good: { color: 'green' },
  warn: { color: 'yellow' },
  wrong: { color: 'red' },
  accent: { color: 'cyan', bold: true },
}

/**
 * How to draw in this environment: plain signs where the locale is not UTF-8, no colour where
 * NO_COLOR is set.
 */
export function lookOf(env: Readonly<Record<string, string | undefined>>, colour = true): Look {
  const ascii = isAscii(env)
  return { ascii, colour: colour && !env.NO_COLOR && env.TERM !== 'dumb', more: ascii ? '..' : '…' }
}

/**
 * Whether the terminal keeps what stands on it while a program draws on a screen of its own, as
 * most do. The Linux console and the old ones don't, nor does GNU screen (STY) unless told to:
 * there the frames stand below what was there.
 */
export function hasOwnScreen({ TERM = '', STY }: Readonly<Record<string, string | undefined>>): boolean {
  return !STY && !/^(|dumb|unknown|ansi|linux|vt\d.*|sun|cons\d+.*)$/.test(TERM)
}

/** The sign that a list goes on above or below, with what it says. */
export function goesOn(look: Look, way: 'above' | 'below', text: string): string {
  const [up, down] = look.ascii ? ['^', 'v'] : ['↑', '↓']
  return `${way === 'above' ? up : down} ${text}`
}
