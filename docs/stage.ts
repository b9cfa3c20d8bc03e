import { Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import headless from '@xterm/headless'
import { runWizard } from '../components/run.js'
import { type Emulator, seenOn } from '../test/support/emulator.js'
import { keyboard } from '../test/support/tty.js'
import { practiceEffects, type Trouble } from './practice.js'

/** How a terminal draws: its size, and the environment that tells which signs and colours it knows. */
export interface Drawing {
  readonly columns: number
  readonly rows: number
  readonly env: Readonly<Record<string, string>>
}

/** The wizard on the practice server, in a terminal that a program reads. */
export interface Stage {
  readonly emulator: Emulator
  /** The rows as they are seen now, without the spaces at their ends. */
  rows(): readonly string[]
  press(keys: string): void
  /** Lets go what was held. */
  letGo(): void
  /** Waits until the screen shows this. @throws Error with the screen where it does not within 20 s. */
  shows(what: RegExp): Promise<void>
  end(): Promise<void>
}

/** Opens the wizard as it opens on a server. The practice server's clock is its own: the screens are the same each time. */
export async function openStage({ columns, rows, env }: Drawing, trouble?: Trouble): Promise<Stage> {
  const emulator = new headless.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true })
  const screen = new Writable({
    decodeStrings: false,
    write: (chunk, _, done) => emulator.write(String(chunk), done),
  })
  const stdout = Object.assign(screen, { isTTY: true, columns, rows }) as unknown as NodeJS.WriteStream
  const { stdin, type } = keyboard()
  const { effects, letGo } = await practiceEffects(trouble)
  let over = false
  const ended = runWizard({
    effects: async () => effects,
    hostname: 'social.example',
    env,
    practice: false,
    stdin,
    stdout,
  }).finally(() => {
    over = true
  })
  const seen = (): readonly string[] => seenOn(emulator)
  return {
    emulator,
    rows: seen,
    press: type,
    letGo,
    shows: async (what) => {
      const end = Date.now() + 20_000
      while (!what.test(seen().join('\n'))) {
        if (Date.now() > end) throw new Error(`no ${what}; the screen:\n${seen().join('\n')}`)
        await pause(2)
      }
    },
    end: async () => {
      letGo()
      // The first may only ask whether to leave, or stop what is under way.
      while (!over) {
        type('\x03')
        await Promise.race([ended, pause(20)])
      }
    },
  }
}
