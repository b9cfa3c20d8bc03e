import { isPlain } from './plain-text.js'

export const MB = 1024 ** 2
export const GB = 1024 ** 3

/** Bytes as a person reads them, in steps of 1024: `7.7 GB`, `16 GB`, `512 MB`. */
export function bytes(count: number): string {
  // 1023.96 MB must not become "1024 MB".
  if (Math.round(count / MB) < 1024) return `${Math.round(count / MB)} MB`
  return `${Number((count / GB).toFixed(1))} GB`
}

/** Bytes as they are typed, to a tenth of a gigabyte: `7.7G`. */
export function bytesTyped(count: number): string {
  return `${Number((count / GB).toFixed(1))}G`
}

/**
 * A moment (seconds since 1970) as an admin reads it, in this machine's time zone: `2026-11-23
 * 18:00`.
 */
export function momentText(seconds: number): string {
  const date = new Date(seconds * 1000)
  const two = (count: number) => String(count).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`
}

/** A count in groups of three: `12 480`. Four digits stay together. */
export function countText(count: number): string {
  const whole = String(Math.round(count))
  return whole.length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ' ')
}

/** A count with its noun: `1 process`, `2 processes`; the plural defaults to the noun with an s. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** Names in a sentence: `push`, `push and pull`, `push, pull and fasp`. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/**
 * Control characters, signs without a width, those that turn the direction of what follows, and
 * halves of signs.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/**
 * A text as one line that may be sent to a terminal: what would move its cursor, colour it or hide
 * is written out, `\x1b` for the escape that begins a command and `\n` for a new line. A tab is two
 * blanks.
 */
export function visible(text: string): string {
  // What most texts are made of, and then Unicode's tables are not asked.
  if (isPlain(text)) return text
  return text.replace(/\t/g, '  ').replace(unseen, (sign) => {
    const short = ({ '\n': '\\n', '\r': '\\r', '\0': '\\0' } as Readonly<Record<string, string>>)[sign]
    const code = sign.codePointAt(0) ?? 0
    const digits = code.toString(16)
    if (short !== undefined) return short
    if (code < 0x100) return `\\x${digits.padStart(2, '0')}`
    return code < 0x10000 ? `\\u${digits.padStart(4, '0')}` : `\\u{${digits}}`
  })
}

/** The same for JSON, which stays the JSON it is: JSON itself lets all but the first 32 through. */
export function visibleJson(text: string): string {
  const units = (sign: string) =>
    [...Array(sign.length).keys()].map((at) => sign.charCodeAt(at).toString(16).padStart(4, '0'))
  return text.replace(unseen, (sign) =>
    sign === '\n'
      ? sign
      : units(sign)
          .map((unit) => `\\u${unit}`)
          .join(''),
  )
}

/** A sentence of a length that a person can read; a value of a megabyte in it is cut. */
export function shortened(text: string, most = 2000): string {
  return text.length <= most ? text : `${text.slice(0, most)} [… ${text.length - most} more characters]`
}

/**
 * A sentence that quotes what somebody gave, as one line for people: its middle is left out where
 * that was endless.
 */
export function quoting(sentence: string): string {
  const cut = sentence.length <= 600 ? sentence : `${sentence.slice(0, 300)} […] ${sentence.slice(-250)}`
  return visible(cut)
}
