import type { Host } from '../host/host.js'
import type { Settings } from '../options/settings.js'
import type { Outcome } from '../state.js'

/** Everything the command line may say; see cli.tsx for the words. */
export interface Options extends Omit<Settings, 'queues'> {
  readonly queue?: readonly string[]
  readonly answers?: string
  readonly saveAnswers?: string
  readonly home?: string
  readonly user?: string
  readonly root?: string
  readonly practice?: boolean
  readonly debug?: string
  readonly json?: boolean
  readonly color?: boolean
  readonly yes?: boolean
  readonly force?: boolean
  readonly plan?: string
  readonly watch?: boolean
  /** Of the wizard: line by line, also where there is no terminal. */
  readonly plain?: boolean
  readonly drain?: string
  /** How long the sizes of resize are to last. */
  readonly for?: string
  /** The sizes that resize was given. */
  readonly sizes?: readonly string[]
  /** Of undo: what could be undone, before which run, or completing one that was cut off. */
  readonly list?: boolean
  readonly to?: string
  readonly finish?: boolean
  /** Of apply and resize: everything is put back unless that is confirmed within this time. */
  readonly confirm?: string
  /** Of undo: exactly this run was not confirmed in time; systemd asks, not a person. */
  readonly number?: string
}

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
  /** Does work that an interrupt must not cut off: it only sets `signal`. Outside of such work an interrupt ends the program. */
  readonly toTheEnd: <T extends Outcome | number | undefined>(work: () => Promise<T>) => Promise<T>
}
