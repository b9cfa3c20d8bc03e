import { type Facts, isKnown } from '../known/facts.js'
import { folded, indentOf } from '../text/fold.js'

/** A line of the status and how it is meant; the tones are some of the screens'. */
export interface StatusLine {
  readonly text: string
  readonly tone?: 'title' | 'dim' | 'warn' | 'wrong'
}

/** Lines that are too long as several, broken between words, each with the indent of the first. */
export function foldLines(lines: readonly StatusLine[], width: number): readonly StatusLine[] {
  return lines.flatMap((line) =>
    [...line.text].length <= width
      ? [line]
      : folded(line.text, width, { first: indentOf(line.text), whole: true }).map((text) => ({
          ...line,
          text,
        })),
  )
}

/**
 * Why Redis or PostgreSQL told nothing; both are reached through .env.production, whose own reason
 * stands on top.
 */
export function whyNot({ settings }: Facts, unknown: string): string {
  return isKnown(settings.readable) ? `not known. ${unknown}` : 'not known without .env.production'
}
