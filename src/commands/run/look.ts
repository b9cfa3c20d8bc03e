import type { Answers, Present } from '../../answers.js'
import type { Look } from '../../facts/evidence.js'
import { gatherFacts } from '../../facts/gather.js'
import type { RedisAccess } from '../../host/host.js'
import type { Facts } from '../../known/facts.js'
import { parseAnswersFile } from '../../options/file.js'
import { drainFrom, settingsFrom, sizesFrom } from '../../options/parse-options.js'
import { edit } from '../../options/settings.js'
import { parseSpan, withSurges } from '../../options/surge.js'
import { answersFrom, presentOf, runningAnswers } from '../../questions/read-back.js'
import { recommend } from '../../questions/recommend.js'
import { WrongInput } from '../../wrong-input.js'
import type { Context } from '../context.js'

/** What a look at the server and the options say together. */
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
export async function look(
  { host, options, readFile }: Context,
  sizes?: readonly string[],
  evidence = false,
): Promise<Looked> {
  const { home, user } = options
  const {
    facts,
    access,
    look: again,
  } = await gatherFacts(host, { ...(home ? { home } : {}), ...(user ? { user } : {}), evidence })
  const fallback = recommend(facts)
  let answers = sizes === undefined ? answersFrom(facts, fallback).answers : toResize(facts, fallback)
  if (options.answers !== undefined) {
    const name = options.answers
    const settings = await parseAnswersFile(name, await readFile(name))
    answers = edit(facts, answers, settings, (key) => `${key} in ${name}:`)
  }
  answers = edit(facts, answers, settingsFrom(options), (key) => `--${key}`)
  if (sizes !== undefined)
    answers = resized(facts, answers, sizesFrom('resize', sizes), options.for, host.date())
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

/** @throws WrongInput where services can't be started because systemd does not run this machine. */
export function needSystemd({ host }: Context, facts: Facts): void {
  if (host.kind !== 'local' || facts.systemd.running) return
  throw new WrongInput(
    'systemd does not run on this machine, so no service can be started. Use --root DIR to write the files for a server, or --practice.',
  )
}
