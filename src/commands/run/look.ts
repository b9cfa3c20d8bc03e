import type { Answers } from '../../answers.js'
import { gatherFacts } from '../../facts/gather.js'
import type { Facts } from '../../known/facts.js'
import { assertSettings } from '../../options/assert-settings.js'
import { parseAnswersFile } from '../../options/file.js'
import type { Settings } from '../../options/options.js'
import { edit, settingsFrom, sizesFrom } from '../../options/settings.js'
import { drainFrom, parseSpan } from '../../options/spans.js'
import { withSurges } from '../../options/surge.js'
import { answersFrom, presentOf, runningAnswers } from '../../questions/read-back.js'
import { recommend } from '../../questions/recommend.js'
import type { Session } from '../../wizard/session.js'
import { WrongInput } from '../../wrong-input.js'
import type { Context } from '../context.js'

/** What a look takes besides the options. */
interface Looking {
  /**
   * Those of `resize` change what runs in any case, the stock units' size too, and nothing is
   * recommended.
   */
  readonly sizes?: readonly string[] | undefined
  /** What --answers says, where it was read before. */
  readonly given?: Settings
  readonly evidence?: boolean
}

/**
 * Looks at the server and takes the answers: what it runs or a recommendation, edited by the
 * answers file, then by options.
 * @throws WrongInput, for a wrong answers file before anything of the server is read
 */
export async function look(
  context: Context,
  { sizes, given, evidence = false }: Looking = {},
): Promise<Session> {
  const { host, options } = context
  const { home, user } = options
  const fromFile = given ?? (await answersGiven(context))
  const {
    facts,
    access,
    look: lookAgain,
  } = await gatherFacts(host, { ...(home ? { home } : {}), ...(user ? { user } : {}), evidence })
  const fallback = recommend(facts)
  let answers = sizes === undefined ? answersFrom(facts, fallback).answers : toResize(facts, fallback)
  answers = edit(facts, answers, fromFile, inFile(options.answers))
  answers = edit(facts, answers, settingsFrom(options), (key) => `--${key}`)
  if (sizes !== undefined)
    answers = resized(facts, answers, sizesFrom('resize', sizes), options.for, host.date())
  const drain = options.drain === undefined ? {} : { drain: drainFrom(options.drain) }
  return {
    facts,
    answers,
    present: presentOf(facts),
    ...(access.redis ? { redis: access.redis } : {}),
    ...(lookAgain ? { lookAgain } : {}),
    ...drain,
  }
}

/** What --answers says; nothing without it. @throws WrongInput */
export async function answersGiven({
  options: { answers: name },
  readFile,
}: Pick<Context, 'options' | 'readFile'>): Promise<Settings> {
  if (name === undefined) return {}
  const settings = await parseAnswersFile(name, await readFile(name))
  assertSettings(settings, inFile(name))
  return settings
}

const inFile =
  (name = '') =>
  (key: string) =>
    `${key} in ${name}:`

/** The sizes for good, or for a time. */
function resized(
  facts: Facts,
  answers: Answers,
  sizes: Readonly<Record<string, string>>,
  time: string | undefined,
  date: number,
): Answers {
  if (time === undefined) return edit(facts, answers, { queues: sizes }, () => 'resize')
  return withSurges(facts, answers, sizes, date + parseSpan(time))
}

/**
 * What runs now as answers. @throws WrongInput where no answers can say it, so that a size alone
 * can't be changed.
 */
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

/** @throws WrongInput where services can't be started because systemd does not run this machine. */
export function needSystemd({ host }: Context, facts: Facts): void {
  if (host.kind !== 'local' || facts.systemd.running) return
  throw new WrongInput(
    'systemd does not run on this machine, so no service can be started. Use --root DIR to write the files for a server, or --practice.',
  )
}
