import { closeSync, constants, openSync, readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type IPty, spawn } from '@lydell/node-pty'
import headless from '@xterm/headless'
import { allOn, seenOn } from './emulator.js'
import { eventually } from './eventually.js'

/** A command in a terminal of its own, used as a person uses it. */
export interface TestTerminal {
  /** The rows as they are seen now, without the spaces at their ends. */
  screen(): readonly string[]
  /** All rows there are, with those that went up out of sight. */
  scrollback(): readonly string[]
  /** Everything that was written, escape sequences and all. */
  raw(): string
  /** Waits until the screen shows this; fails with the screen as it was. */
  waitFor(what: string | RegExp, options?: { within?: number }): Promise<void>
  /** Types these characters; `\r` is Enter, `\x1b[A` the up arrow. */
  press(keys: string): void
  /** Types these, and waits until the command has read them, so that what is typed next comes in another read. */
  pressAlone(keys: string): Promise<void>
  resize(cols: number, rows: number): void
  /** Nobody reads what is written from now on, as where a line is dead; or again. */
  stopReading(): void
  readAgain(): void
  /** The terminal is closed: its programs are told to hang up, and nothing can be written any more. */
  close(): void
  /** The exit status; 128 + N after signal N. */
  readonly exited: Promise<number>
  /** Sends a signal to the command. */
  signal(name: NodeJS.Signals): void
  kill(): void
}

/** Size and surroundings of a terminal. */
export interface TerminalOptions {
  readonly cols?: number
  readonly rows?: number
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
}

/** Starts a command in a terminal. */
export function openTerminal(argv: readonly string[], options: TerminalOptions = {}): TestTerminal {
  const { cols = 80, rows = 24, env = process.env, cwd = process.cwd() } = options
  const [file = '', ...rest] = argv
  const name = 'xterm-256color'
  const pty = spawn(file, rest, { name, cols, rows, cwd, env: { ...env, TERM: name } }) as Pty
  const view = new headless.Terminal({ cols, rows, allowProposedApi: true })
  let raw = ''
  pty.onData((data) => {
    raw += data
    view.write(data)
  })
  const close = readToTheEnd(pty)
  // The program may ask the terminal something, such as where its cursor is.
  view.onData((data) => pty.write(data))
  let over = false
  const exited = new Promise<number>((resolve) => {
    pty.onExit(({ exitCode, signal }) => {
      over = true
      // What was written last is still on its way through the parser.
      view.write('', () => resolve(signal ? 128 + signal : exitCode))
    })
  })
  const screen = (): readonly string[] => seenOn(view)
  return {
    screen,
    scrollback: () => allOn(view),
    raw: () => raw,
    exited,
    waitFor: async (what, { within = 30_000 } = {}) => {
      const end = Date.now() + within
      while (!shows(screen(), what)) {
        if (Date.now() > end) throw new Error(notSeen(what, within, screen()))
        await sleep(20)
      }
    },
    press: (keys) => pty.write(keys),
    pressAlone: async (keys) => {
      const before = bytesReadBy(pty.pid)
      pty.write(keys)
      const read = () => bytesReadBy(pty.pid) >= before + Buffer.byteLength(keys)
      await eventually(read, { every: 1, what: `a read of ${JSON.stringify(keys)}` })
    },
    resize: (newCols, newRows) => {
      view.resize(newCols, newRows)
      pty.resize(newCols, newRows)
    },
    stopReading: () => pty.pause(),
    readAgain: () => pty.resume(),
    close,
    signal: (name) => {
      if (!over) process.kill(pty.pid, name)
    },
    kill: () => {
      if (!over) pty.kill('SIGKILL')
    },
  }
}

/**
 * Once a program's end closes its terminal, Node takes it for read to its end after 4 KB, and 200 ms later node-pty closes it
 * whatever is still in it: where the reader is busy, the last words would be lost. So the terminal is held open here, too, until
 * nothing more is heard. Hands back how to close it at once.
 */
function readToTheEnd(pty: Pty): () => void {
  const { _socket: socket } = pty
  const held = openSync(pty._pty, constants.O_RDWR | constants.O_NOCTTY)
  const destroy = socket.destroy.bind(socket)
  const letGo = (): void => {
    if (socket.destroy === destroy) return
    socket.destroy = destroy
    closeSync(held)
  }
  let quietTurns = 0
  pty.onData(() => {
    quietTurns = 0
  })
  // Turns and not time: each of them reads what there is, however long it was kept waiting.
  const whenQuiet = (): void => {
    quietTurns++
    if (quietTurns < 6) return void setTimeout(whenQuiet, 20)
    letGo()
    destroy()
  }
  socket.destroy = (error) => {
    if (error !== undefined) return destroy(error)
    quietTurns = 0
    whenQuiet()
    return socket
  }
  return () => {
    letGo()
    pty.destroy()
  }
}

/** What its types leave out of node-pty. */
type Pty = IPty & { readonly _pty: string; readonly _socket: Socket; destroy(): void }

/** All bytes that a process has read so far, whatever from (proc_pid_io(5)). */
function bytesReadBy(pid: number): number {
  return Number(/^rchar: (\d+)/.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1])
}

function shows(screen: readonly string[], what: string | RegExp): boolean {
  const text = screen.join('\n')
  return typeof what === 'string'
    ? text.includes(what)
    : new RegExp(what.source, what.flags.replace(/[gy]/g, '')).test(text)
}

function notSeen(what: string | RegExp, within: number, screen: readonly string[]): string {
  return `no ${typeof what === 'string' ? JSON.stringify(what) : what} within ${within} ms; the screen:\n${screen.join('\n')}`
}
