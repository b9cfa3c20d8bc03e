import { quoting } from '../text/format.js'

/**
 * A text that can't stand in a unit file, or can't be had for one; `message` is a sentence for the
 * admin.
 */
export class UnitTextError extends Error {
  override readonly name = 'UnitTextError'
  constructor(sentence: string) {
    super(quoting(sentence))
  }
}

/**
 * An absolute path as the value of WorkingDirectory=: the rest of the line, where quotes and
 * backslashes mean themselves and only `%` is special (systemd.exec(5), systemd.unit(5)
 * "Specifiers").
 */
export function pathValue(path: string): string {
  const text = percent(absolute(path))
  // A backslash at the end would continue the line and blanks there are cut off; systemd drops the
  // slash again.
  return /[\\\s]$/.test(text) ? `${text}/` : text
}

/**
 * An absolute path as one word of ReadWritePaths=, quoted where needed. Only `\\` and `\"` are
 * escaped: that list takes the character after any backslash as it is, and knows no `\x41` (read
 * back from systemd 252 by test/units/escape.test.ts).
 */
export function pathWord(path: string): string {
  return quoted(percent(absolute(path)))
}

/**
 * One argument in ExecStart=: `%` and `$` doubled, quoted C-like where needed (systemd.service(5)
 * "Command lines").
 */
export function execWord(text: string): string {
  return quoted(percent(printable(text)).replaceAll('$', '$$$$'))
}

/**
 * The program in ExecStart=, an absolute path: as an argument, but its `$` is not substituted and
 * thus not doubled, and systemd refuses quotation marks and backslashes in it.
 */
export function execProgram(path: string): string {
  if (/["'\\]/.test(path))
    throw new UnitTextError(
      `systemd starts no program with a quotation mark or backslash in its path: ${path}`,
    )
  if (path.endsWith('/')) throw new UnitTextError(`A folder is no program: ${path}`)
  return quoted(percent(absolute(path)))
}

/**
 * The value of Environment= for one variable, always quoted: `"A=b"`; `$` means itself there
 * (systemd.exec(5)).
 */
export function envAssignment(name: string, value: string): string {
  if (!/^[A-Za-z_]\w*$/.test(name))
    throw new UnitTextError(`${JSON.stringify(name)} can't be the name of an environment variable.`)
  return inQuotes(percent(printable(`${name}=${value}`)))
}

/** The value of User=: a name without anything that systemd would expand or refuse. */
export function userValue(user: string): string {
  if (!/^[A-Za-z0-9_][\w.-]*\$?$/.test(user))
    throw new UnitTextError(`${JSON.stringify(user)} can't stand as the user in a unit file.`)
  return user
}

/**
 * A queue's name or a group's label, which becomes a part of a unit's name (systemd.unit(5)) and of
 * Sidekiq's `-q`.
 */
export function labelValue(label: string): string {
  if (!/^[A-Za-z0-9_.:-]+$/.test(label))
    throw new UnitTextError(`The queue ${JSON.stringify(label)} can't stand in a unit's name.`)
  return label
}

const plain = /^[\w@.,:/=+%$-]+$/
const percent = (text: string): string => text.replaceAll('%', '%%')
const inQuotes = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`
const quoted = (text: string): string => (plain.test(text) ? text : inQuotes(text))

function printable(text: string): string {
  // systemd takes no line that holds a half of a sign (Cs) or a noncharacter for UTF-8, and goes on
  // without it, silently.
  if (/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u.test(text))
    throw new UnitTextError(
      `${JSON.stringify(text)} holds a control character, or one that is none, which a unit file can't hold.`,
    )
  return text
}

function absolute(path: string): string {
  if (!path.startsWith('/') || path.split('/').includes('..'))
    throw new UnitTextError(`${JSON.stringify(path)} is not an absolute path without “..”.`)
  // NAME_MAX and PATH_MAX of limits.h: systemd goes on without a line that holds a longer one.
  if (Buffer.byteLength(path) > 4095 || path.split('/').some((part) => Buffer.byteLength(part) > 255))
    throw new UnitTextError(`${JSON.stringify(path)} is longer than a path can be.`)
  return printable(path)
}
