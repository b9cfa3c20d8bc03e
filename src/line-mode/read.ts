import { createInterface } from 'node:readline'

/** Lines of an input, one when asked for. Those that arrive early wait. */
export interface LineReader {
  /** The next line without its end; undefined where no more will come. */
  next(): Promise<string | undefined>
  close(): void
}

/**
 * Reads an input line by line. The terminal itself edits and echoes the line: nothing is written
 * here.
 */
export function lineReader(input: NodeJS.ReadableStream): LineReader {
  const lines = createInterface({ input, terminal: false, crlfDelay: Number.POSITIVE_INFINITY })
  // From the beginning: what arrives between two questions would be lost otherwise.
  const each = lines[Symbol.asyncIterator]()
  // A terminal that hangs up fails to be read.
  input.on('error', () => lines.close())
  return {
    next: async () => {
      // Lines that never end (`yes |`) must not keep a signal from being heard.
      await new Promise(setImmediate)
      const { value, done } = await each.next()
      return done ? undefined : value
    },
    close: () => lines.close(),
  }
}
