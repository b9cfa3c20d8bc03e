import { recommend } from '../advice/recommend.js'
import type { Answers } from '../answers.js'
import { parseAnswersFile } from '../answers-file.js'
import { gatherFacts } from '../facts/gather.js'
import type { Facts } from '../facts/types.js'
import type { Host, RedisAccess } from '../host/host.js'
import { edit, type Settings, WrongInput } from '../settings.js'
import { answersFrom } from '../units/answers-from.js'

/** Everything the command line may say; see cli.tsx for the words. */
export interface Options extends Omit<Settings, 'queues'> {
  readonly queue?: readonly string[]
  readonly answers?: string
  readonly saveAnswers?: string
  readonly home?: string
  readonly user?: string
  readonly root?: string
  readonly practice?: boolean
  readonly json?: boolean
  readonly color?: boolean
  readonly yes?: boolean
  readonly force?: boolean
  readonly plan?: string
}

/** What a command works with. `out` takes data, `err` talk; both take whole lines. */
export interface Context {
  readonly host: Host
  readonly options: Options
  readonly out: (line: string) => void
  readonly err: (line: string) => void
  /** Asks a yes-or-no question in the terminal; undefined where there is none to ask in. */
  readonly ask: ((question: string) => Promise<boolean>) | undefined
  /** Reads or writes a file of the admin's, here and not on the server. */
  readonly readFile: (name: string) => Promise<string>
  readonly writeFile: (name: string, text: string) => Promise<void>
  readonly signal: AbortSignal
  /** Does work that an interrupt must not cut off: it only sets `signal`. Outside of such work an interrupt ends the program. */
  readonly toTheEnd: <T>(work: () => Promise<T>) => Promise<T>
}

export interface Looked {
  readonly facts: Facts
  readonly answers: Answers
  readonly redis?: RedisAccess
}

/** Looks at the server and takes the answers: what it runs or a recommendation, edited by the answers file, then by options. */
export async function look({ host, options, readFile }: Context): Promise<Looked> {
  const { home, user } = options
  const { facts, access } = await gatherFacts(host, { ...(home ? { home } : {}), ...(user ? { user } : {}) })
  let { answers } = answersFrom(facts, recommend(facts))
  if (options.answers !== undefined) {
    const name = options.answers
    const settings = await parseAnswersFile(name, await readFile(name))
    answers = edit(facts, answers, settings, (key) => `${key} in ${name}:`)
  }
  answers = edit(facts, answers, settingsFrom(options), (key) => `--${key}`)
  return { facts, answers, ...(access.redis ? { redis: access.redis } : {}) }
}

/** @throws WrongInput where services can't be started because systemd does not run this machine. */
export function needSystemd({ host }: Context, facts: Facts): void {
  if (host.kind !== 'local' || facts.systemd.running) return
  throw new WrongInput(
    'systemd does not run on this machine, so no service can be started. Use --root DIR to write the files for a server, or --practice.',
  )
}

function settingsFrom(options: Options): Settings {
  const { queue = [], ...rest } = options
  const queues: (readonly [string, string])[] = []
  for (const word of queue) {
    const [, name, size] = /^([^=]+)=(.+)$/.exec(word) ?? []
    if (name === undefined || size === undefined) {
      throw new WrongInput(`--queue ${word}: write NAME=THREADS, NAME=THREADSxPROCESSES or NAME=none, such as push=25x2.`)
    }
    queues.push([name, size])
  }
  return { ...rest, queues: Object.fromEntries(queues) }
}
