import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { spawn } from '@lydell/node-pty'

/** What came of pressing a key: ms to the last of the reaction, and its bytes. */
export interface Reaction {
  readonly last: number
  readonly bytes: number
  readonly text: string
}

/** A program in a terminal of 80x24, with a watch beside it. */
export interface Timed {
  /** Waits for a text since the last key (escape sequences left out); ms since the start. */
  until(text: string): Promise<number>
  /** Presses a key and waits until nothing has come for a while. */
  press(key: string): Promise<Reaction>
  /** Types without waiting. */
  type(keys: string): void
  /** All that came since the start. */
  all(): string
  /** Most memory that the process itself ever had, in MB. */
  peak(): number
  /** What the processors have done for it so far, all its threads together, in ms. */
  cpu(): number
  exited: Promise<void>
  kill(): Promise<void>
}

/** Milliseconds without output that end a reaction. */
const quiet = 60
const environment = {
  PATH: process.env['PATH'] ?? '',
  HOME: process.env['HOME'] ?? '/',
  LC_ALL: 'C.UTF-8',
  TERM: 'xterm-256color',
}

/** Starts a program. The watch runs from just before the fork. */
export function start([file = '', ...rest]: readonly string[]): Timed {
  const begun = performance.now()
  const pty = spawn(file, rest, {
    name: environment.TERM,
    cols: 80,
    rows: 24,
    env: environment,
    encoding: null,
  })
  const chunks: { readonly at: number; readonly data: Buffer }[] = []
  let since = 0
  let told = () => {}
  pty.onData((data: string | Buffer) => {
    chunks.push({ at: performance.now(), data: Buffer.from(data) })
    told()
  })
  const exited = new Promise<void>((resolve) => pty.onExit(() => resolve()))
  const text = (from: number) => Buffer.concat(chunks.slice(from).map(({ data }) => data)).toString()
  const next = () =>
    new Promise<void>((resolve) => {
      told = resolve
    })
  return {
    exited,
    all: () => text(0),
    type: (keys) => {
      since = chunks.length
      pty.write(keys)
    },
    async until(what) {
      const end = AbortSignal.timeout(20_000)
      const seen = () => shown(text(since)).includes(what)
      while (!seen()) {
        await Promise.race([next(), sleep(20_000, undefined, { ref: false })])
        if (end.aborted)
          throw new Error(
            `${file} ${rest.join(' ')} did not show ${what}; it showed ${shown(text(since)).slice(-500)}`,
          )
      }
      return (chunks.at(-1)?.at ?? Number.NaN) - begun
    },
    async press(key) {
      since = chunks.length
      const at = performance.now()
      pty.write(key)
      for (let count = -1; count !== chunks.length; ) {
        count = chunks.length
        await sleep(quiet)
      }
      const came = chunks.slice(since)
      const last = came.at(-1)?.at ?? Number.NaN
      const bytes = came.reduce((sum, { data }) => sum + data.length, 0)
      return { last: last - at, bytes, text: text(since) }
    },
    peak: () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pty.pid}/status`, 'utf8'))?.[1]) / 1024,
    cpu: () => {
      const threads = readdirSync(`/proc/${pty.pid}/task`)
      const times = threads.map((thread) => readFileSync(`/proc/${pty.pid}/task/${thread}/schedstat`, 'utf8'))
      return times.reduce((sum, text) => sum + Number.parseInt(text, 10), 0) / 1e6
    },
    async kill() {
      try {
        pty.kill('SIGKILL')
      } catch {
        // It has ended by itself.
      }
      await exited
    },
  }
}

const shown = (text: string) => text.replace(/\u001b\[[\d;?]*[ -/]*[@-~]/g, '')
