import { spawn } from '@lydell/node-pty'
import headless from '@xterm/headless'
import { seenOn } from '../../test/support/emulator.js'
import { line, type Speed } from './line.js'

/** A terminal at the far end of a slow line. */
export interface FarTerminal {
  /** Sends keys, and waits until the screen is right. Milliseconds, and the bytes that came until nothing more did. */
  press(keys: string, isRight: (screen: string) => boolean): Promise<Pressed>
  screen(): string
  kill(): void
}

/** `seen` is false where the right screen never came. */
export interface Pressed {
  readonly ms: number
  readonly bytes: number
  readonly seen: boolean
}

/** Milliseconds without a byte after which a frame is taken to be all there; and after which a key is taken to be lost. */
const quiet = 150
const lost = 15_000

/** Starts a command behind a slow line. */
export function farTerminal(argv: readonly string[], speed: Speed, cols = 80, rows = 24): FarTerminal {
  const [file = '', ...rest] = argv
  const env = { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', TERM: 'xterm-256color' }
  const pty = spawn(file, rest, { name: env.TERM, cols, rows, env })
  const view = new headless.Terminal({ cols, rows, allowProposedApi: true })
  let came = 0
  let last = performance.now()
  let drawn: () => void = () => {}
  const down = line(speed, (bytes) => {
    came += bytes.length
    last = performance.now()
    view.write(bytes, () => drawn())
  })
  const up = line(speed, (bytes) => pty.write(bytes.toString()))
  pty.onData((data) => down(Buffer.from(data)))
  view.onData((data) => up(Buffer.from(data)))

  const screen = () => seenOn(view).join('\n')
  return {
    screen,
    async press(keys, isRight) {
      const before = came
      const began = performance.now()
      if (keys !== '') up(Buffer.from(keys))
      const ms = await new Promise<number>((resolve) => {
        const given = setTimeout(() => resolve(Number.NaN), lost)
        drawn = () => {
          if (!isRight(screen())) return
          clearTimeout(given)
          resolve(performance.now() - began)
        }
        drawn()
      })
      drawn = () => {}
      while (performance.now() - last < quiet) await new Promise((resolve) => setTimeout(resolve, 20))
      return { ms, bytes: came - before, seen: !Number.isNaN(ms) }
    },
    kill: () => pty.kill('SIGKILL'),
  }
}
