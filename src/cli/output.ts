import { closeSync, fstatSync, openSync, readlinkSync, statSync, writeSync } from 'node:fs'
import { isatty } from 'node:tty'
import { codeOf } from '../host/error-codes.js'

/** What becomes of the lines that are written: whether somebody can see them. */
export interface Output {
  /**
   * From now on a terminal that takes nothing (Ctrl-S, a dead line) holds nothing up: what it does
   * not take waits in memory.
   */
  neverWait(): void
  /**
   * Waits until all is out. False where it could not be: the terminal is gone, or nobody reads any
   * more.
   */
  waitUntilSeen(): Promise<boolean>
}

interface Handle {
  readonly _handle?: { setBlocking?(on: boolean): void }
}

/**
 * This process's stdout and stderr. A closed pipe and a terminal that hangs up end nothing here.
 */
export function processOutput(): Output {
  const streams = [process.stdout, process.stderr]
  let gone = false
  const lost = () => {
    gone = true
  }
  process.on('SIGHUP', lost)
  for (const stream of streams) stream.on('error', lost)
  leaveQuietly()
  return {
    neverWait() {
      for (const stream of streams) {
        // Node writes to a terminal with a call that waits, and has no public way to say otherwise.
        if (stream.isTTY && hasOwnFile(stream.fd)) (stream as Handle)._handle?.setBlocking?.(false)
      }
    },
    async waitUntilSeen() {
      if (gone) return false
      const ends = streams.map((stream) => new Promise((resolve) => stream.write('', resolve)))
      await Promise.all(ends)
      // A write that failed is told after its callback.
      await new Promise(setImmediate)
      return !gone
    },
  }
}

/**
 * Whether libuv could open the terminal anew (uv_tty_init), so that its flags are not those of the
 * shell's. A terminal from outside of this container has no name here, and stays as it is.
 */
function hasOwnFile(fd: number): boolean {
  try {
    const [ours, named] = [fstatSync(fd), statSync(readlinkSync(`/proc/self/fd/${fd}`))]
    return ours.dev === named.dev && ours.ino === named.ino
  } catch {
    return false
  }
}

/**
 * Node aborts, with a dump of its memory, when it can't reset a terminal that is gone (ResetStdio);
 * another file it leaves alone.
 */
function leaveQuietly(): void {
  const terminals = [0, 1, 2].filter((fd) => isatty(fd))
  process.on('exit', () => {
    for (const fd of terminals) {
      try {
        writeSync(fd, '')
      } catch (error) {
        // A full terminal (EAGAIN) is still there, and its modes are to be reset.
        if (codeOf(error) === 'EAGAIN') continue
        closeSync(fd)
        openSync('/dev/null', 'r+')
      }
    }
  })
}
