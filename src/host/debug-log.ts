import { closeSync, constants, fchmodSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'
import { shortened, visible } from '../text/format.js'
import { codeOf } from './error-codes.js'
import { HostError } from './host.js'

/** A log that an admin can send along: one line each, without what was named secret. */
export interface DebugLog {
  line(text: string): void
}

const head = '# mastodon-tune debug log'
const { O_RDWR, O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK } = constants

/**
 * A log in a file of its own, readable for its owner alone: a new one, or one of ours that goes on.
 * Never through a symlink, and never into a file that is anything else. Each line is out before the
 * work goes on, `redact` having taken out what is secret.
 * @throws HostError where it can't be had
 */
export function openDebugLog(path: string, redact: (text: string) => string): DebugLog {
  const file = openOwn(path)
  return {
    line(text) {
      try {
        writeSync(file, `${new Date().toISOString()} ${visible(shortened(redact(text), 1000))}\n`)
      } catch {
        // A full disk must not end the work that is logged.
      }
    },
  }
}

function openOwn(path: string): number {
  try {
    const file = openSync(path, O_RDWR | O_APPEND | O_CREAT | O_EXCL, 0o600)
    writeSync(file, `${head}\n`)
    return file
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw refused(path, codeOf(error) || 'not a valid file name')
  }
  return again(path)
}

function again(path: string): number {
  let file: number | undefined
  try {
    file = openSync(path, O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK)
    const found = fstatSync(file)
    const begins = Buffer.alloc(head.length)
    const own = found.isFile() && found.nlink === 1 && found.uid === process.geteuid?.()
    if (own && readSync(file, begins, 0, head.length, 0) === head.length && begins.toString() === head) {
      fchmodSync(file, 0o600)
      return file
    }
  } catch (error) {
    if (file !== undefined) closeSync(file)
    throw refused(path, codeOf(error) === 'ELOOP' ? 'it is a symlink' : codeOf(error))
  }
  closeSync(file)
  throw refused(path, 'the file exists and is not a log of mastodon-tune')
}

const refused = (path: string, why: string) =>
  new HostError(
    `--debug ${path}: no log can be written there (${why}); name a file that does not exist yet, in a folder of your own.`,
  )
