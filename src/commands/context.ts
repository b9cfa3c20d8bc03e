import { recommend } from '../advice/recommend.js'
import { parseAnswersFile } from '../answers/file.js'
import { presentOf, runningAnswers } from '../answers/present.js'
import { edit, type Settings, WrongInput } from '../answers/settings.js'
import { parseSpan, withSurges } from '../answers/surge.js'
import type { Answers, Present } from '../answers.js'
import type { Look } from '../facts/evidence.js'
import { gatherFacts } from '../facts/gather.js'
import type { Facts } from '../facts/types.js'
import type { Host, RedisAccess } from '../host/host.js'
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
  readonly toTheEnd: <T>(work: () => Promise<T>) => Promise<T>
}

export interface Looked {
  readonly facts: Facts
  readonly answers: Answers
  readonly redis?: RedisAccess
  /** Looks at Sidekiq once more; there where `evidence` was asked for. */
  readonly again?: Look
  /** What the server runs now; null where no answers can say it. */
  readonly present: Present | null
  /** Seconds that --drain gives; undefined where it says nothing. */
  readonly drain?: number
}

/**
 * Looks at the server and takes the answers: what it runs or a recommendation, edited by the answers file, then by options.
 * `sizes` (of `resize`) change what runs in any case, the stock units' size too, and nothing is recommended.
 */
export async function look({ host, options, readFile }: Context, sizes?: readonly string[], evidence = false): Promise<Looked> {
  const { home, user } = options
  const { facts, access, look: again } = await gatherFacts(host, { ...(home ? { home } : {}), ...(user ? { user } : {}), evidence })
  const fallback = recommend(facts)
  let answers = sizes === undefined ? answersFrom(facts, fallback).answers : toResize(facts, fallback)
  if (options.answers !== undefined) {
    const name = options.answers
    const settings = await parseAnswersFile(name, await readFile(name))
    answers = edit(facts, answers, settings, (key) => `${key} in ${name}:`)
  }
  answers = edit(facts, answers, settingsFrom(options), (key) => `--${key}`)
  if (sizes !== undefined) answers = resized(facts, answers, sizesFrom('resize', sizes), options.for)
  const drain = options.drain === undefined ? {} : { drain: drainFrom(options.drain) }
  return {
    facts,
    answers,
    present: presentOf(facts),
    ...(access.redis ? { redis: access.redis } : {}),
    ...(again ? { again } : {}),
    ...drain,
  }
}

/** The sizes for good, or for a time. */
function resized(facts: Facts, answers: Answers, sizes: Readonly<Record<string, string>>, time: string | undefined): Answers {
  if (time === undefined) return edit(facts, answers, { queues: sizes }, () => 'resize')
  return withSurges(facts, answers, sizes, Date.now() / 1000 + parseSpan(time))
}

/** What runs now as answers. @throws WrongInput where no answers can say it, so that a size alone can't be changed. */
function toResize(facts: Facts, fallback: Answers): Answers {
  const runs = runningAnswers(facts, fallback)
  if (runs !== undefined) return runs
  const some = Object.values(facts.state.roles).some((role) => role.kind === 'sidekiq')
  throw new WrongInput(
    some
      ? 'resize: the Sidekiq processes here share the queues in a way of their own, so one size can not be changed alone. Choose a layout first: run `mastodon-tune`, or `mastodon-tune apply --layout per-queue`.'
      : 'resize: no Sidekiq unit is installed here. Set the server up first: run `mastodon-tune`.',
  )
}

function drainFrom(text: string): number {
  const seconds = /^\d+s?$/.test(text) ? Number.parseInt(text, 10) : Number.NaN
  if (seconds <= mostDrain) return seconds
  throw new WrongInput(`--drain ${text}: give the seconds that running jobs may take to finish, from 0 to ${mostDrain}.`)
}

/** A day: nobody waits longer at a terminal, and Mastodon's longest jobs (imports, account deletions) take hours. */
const mostDrain = 86_400

/** @throws WrongInput where services can't be started because systemd does not run this machine. */
export function needSystemd({ host }: Context, facts: Facts): void {
  if (host.kind !== 'local' || facts.systemd.running) return
  throw new WrongInput(
    'systemd does not run on this machine, so no service can be started. Use --root DIR to write the files for a server, or --practice.',
  )
}

function settingsFrom(options: Options): Settings {
  const { queue = [], ...rest } = options
  return { ...rest, queues: sizesFrom('--queue', queue) }
}

function sizesFrom(where: string, sizes: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    sizes.map((word) => {
      const [, name, size] = /^([^=]+)=(.+)$/.exec(word) ?? []
      if (name !== undefined && size !== undefined) return [name, size]
      throw new WrongInput(`${where} ${word}: write NAME=THREADS, NAME=THREADSxPROCESSES or NAME=none, such as push=25x2.`)
    }),
  )
}
