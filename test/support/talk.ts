import { spawn } from 'node:child_process'
import { cli } from './program.js'

/** A program that is talked to by reading lines and writing lines, as somebody does who sees no screen. */
export interface Talk {
  /** Waits for the next prompt; hands back the lines from the one before it up to it. */
  prompt(within?: number): Promise<readonly string[]>
  /** Waits for a line, from where reading had got to. */
  line(what: string | RegExp, within?: number): Promise<string>
  type(line: string): void
  /** Types a line, and waits for the prompt after it. */
  answer(line: string): Promise<readonly string[]>
  /** No more will be typed. */
  end(): void
  /** What Ctrl-C sends. */
  interrupt(): void
  /** All that was said, as it came. */
  said(): string
  /** The exit status; 128 + N after signal N. */
  readonly exited: Promise<number>
}

/** How every prompt ends: what an empty line means, in brackets. */
const promptEnd = / \[[^\]]*\]:$/

/** The program with this project's practice server. */
export const practice = ['node', cli, '--practice', '--plain']

/** Starts a program to talk to. */
export function talkTo(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>> = { ...process.env, LC_ALL: 'C.UTF-8' },
): Talk {
  const [file = '', ...rest] = argv
  const child = spawn(file, rest, { env, stdio: ['pipe', 'pipe', 'inherit'] })
  let said = ''
  let read = 0
  const heard = new Set<() => void>()
  const tell = () => {
    for (const each of [...heard]) each()
  }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    tell()
  })
  // A program that has ended reads nothing more.
  child.stdin.on('error', () => undefined)
  let over = false
  const exited = new Promise<number>((resolve) => {
    child.on('close', (status, signal) => {
      over = true
      tell()
      resolve(signal === null ? (status ?? -1) : 128 + (signal === 'SIGINT' ? 2 : 15))
    })
  })
  const wait = (what: string | RegExp, within: number) =>
    new Promise<readonly string[]>((resolve, reject) => {
      const end = (act: () => void) => {
        clearTimeout(timer)
        heard.delete(look)
        act()
      }
      const fail = (why: string) => end(() => reject(new Error(`no ${what}: ${why}; it said:\n${said}`)))
      const look = () => {
        const lines = said.slice(read).split('\n').slice(0, -1)
        const at = lines.findIndex((line) =>
          typeof what === 'string' ? line.includes(what) : what.test(line),
        )
        if (at < 0) return over ? fail('it has ended') : undefined
        const found = lines.slice(0, at + 1)
        read += found.join('\n').length + 1
        end(() => resolve(found))
      }
      const timer = setTimeout(() => fail(`not within ${within} ms`), within)
      heard.add(look)
      look()
    })
  const talk: Talk = {
    prompt: (within = 30_000) => wait(promptEnd, within),
    line: async (what, within = 30_000) => (await wait(what, within)).at(-1) ?? '',
    type: (line) => void child.stdin.write(`${line}\n`),
    answer: (line) => {
      talk.type(line)
      return talk.prompt()
    },
    end: () => void child.stdin.end(),
    interrupt: () => void child.kill('SIGINT'),
    said: () => said,
    exited,
  }
  return talk
}
