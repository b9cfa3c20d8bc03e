import { readFile, writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import type { Context, Options } from '../commands/context.js'
import type { Host } from '../host/host.js'
import { WrongInput } from '../settings.js'

/**
 * A command's surroundings in this process. A closed output (`plan | head`, a dropped connection) and SIGHUP end nothing: an
 * apply under way goes on. SIGINT and SIGTERM ask it to stop, and it puts everything back.
 */
export function terminalContext(host: Host, options: Options): Context {
  const stop = new AbortController()
  let busy = false
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.on(signal, () => (busy ? stop.abort() : process.exit(status)))
  }
  process.on('SIGHUP', () => undefined)
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true
  return {
    host,
    options,
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    ask: interactive ? ask : undefined,
    readFile: (name) =>
      readFile(name, 'utf8').catch((error: NodeJS.ErrnoException) => {
        throw new WrongInput(`${name} can't be read (${error.code}); give a file that exists and that you may read.`)
      }),
    writeFile: (name, text) =>
      writeFile(name, text).catch((error: NodeJS.ErrnoException) => {
        throw new WrongInput(`${name} can't be written (${error.code}); give a place where you may write.`)
      }),
    signal: stop.signal,
    async toTheEnd(work) {
      busy = true
      try {
        return await work()
      } finally {
        busy = false
      }
    },
  }
}

/** Ctrl-C at a question: nothing has been touched. */
export class Interrupted extends Error {}

async function ask(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim())
  } catch {
    throw new Interrupted('Nothing was changed.')
  } finally {
    lines.close()
  }
}
