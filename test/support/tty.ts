import { PassThrough } from 'node:stream'

/** A terminal's input that a test types into. */
export interface Keyboard {
  readonly stdin: NodeJS.ReadStream
  type(keys: string | Buffer): void
  /** Each time it was made raw (true) or was given back (false). */
  readonly raw: readonly boolean[]
}

/** A keyboard without a terminal. */
export function keyboard(): Keyboard {
  const raw: boolean[] = []
  const keys = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (mode: boolean) => raw.push(mode),
    ref() {},
    unref() {},
  })
  return { stdin: keys as unknown as NodeJS.ReadStream, type: (text) => void keys.write(text), raw }
}

/** A pretended terminal, for code that is given its streams. */
export interface Tty extends Keyboard {
  readonly stdout: NodeJS.WriteStream
  /** All that was written, escape sequences and all. */
  written(): string
}

/** A terminal of this size; of none that it tells where both are 0. */
export function tty(columns = 80, rows = 24): Tty {
  let written = ''
  const paper = Object.assign(new PassThrough(), { isTTY: true, columns, rows })
  paper.on('data', (chunk) => {
    written += String(chunk)
  })
  return { ...keyboard(), stdout: paper as unknown as NodeJS.WriteStream, written: () => written }
}
