import type { Host } from '../host/host.js'
import type { Options } from '../options/options.js'
import type { Outcome } from '../state.js'

/** What a command works with. `out` takes data, `err` talk; both take whole lines. */
export interface Context {
  readonly host: Host
  readonly options: Options
  readonly out: (line: string) => void
  readonly err: (line: string) => void
  /** Notes a line for --debug; undefined where none is kept. */
  readonly log?: ((line: string) => void) | undefined
  /** Asks a yes-or-no question in the terminal; undefined where there is none to ask in. */
  readonly ask: ((question: string, signal?: AbortSignal) => Promise<boolean>) | undefined
  /** Reads or writes a file of the admin's, here and not on the server. */
  readonly readFile: (name: string) => Promise<string>
  readonly writeFile: (name: string, text: string) => Promise<void>
  /** How systemd can start this program again: absolute paths. */
  readonly program?: readonly string[]
  readonly signal: AbortSignal
  /**
   * Does work that an interrupt must not cut off: it only sets `signal`. Outside of such work an
   * interrupt ends the program.
   */
  readonly toTheEnd: <T extends Outcome | number | undefined>(work: () => Promise<T>) => Promise<T>
}
