import type { ApplyContext } from '../../apply/apply-context.js'
import { whoRuns } from '../../facts/users.js'
import type { RedisAccess } from '../../known/access.js'
import type { Run } from '../../record/run.js'
import type { Outcome, Plan } from '../../state.js'
import { exitCodeOf, outcomeLines } from '../../wording/outcome.js'
import { WrongInput } from '../../wrong-input.js'
import type { Context } from '../context.js'
import { logOutcome } from '../report/log.js'
import { teller } from '../report/tell.js'

/**
 * @throws WrongInput where nothing may be changed: not root, or nobody there to ask. What is wrong
 * with the input and only the server can tell, `assertInput` says before it is told that there is
 * no terminal.
 */
export async function assertMayChange(
  { host, options, ask }: Context,
  assertInput: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  const { uid } = await host.machine()
  if (host.kind === 'local' && uid !== 0) {
    throw new WrongInput(
      'Changing units needs root. Run the same with sudo; `mastodon-tune plan` needs none.',
    )
  }
  if (options.yes || ask !== undefined) return
  await assertInput()
  throw new WrongInput(
    'There is no terminal to ask in; add --yes to apply without a question, or use `plan` to look.',
  )
}

/** Asks, unless --yes answers for good; says so where the answer is no. */
export async function question({ options, ask, err }: Context, text: string): Promise<boolean> {
  if (options.yes || (await ask?.(text))) return true
  err('Nothing was changed.')
  return false
}

/** What the record says of a run that begins now. */
export async function runOf(
  { host }: Context,
  kind: Run['kind'],
  changes: readonly string[],
  undoes: readonly number[] = [],
): Promise<Run> {
  return { kind, who: await whoRuns(host), at: Math.round(host.date()), changes, undoes }
}

/**
 * How a plan is carried out for this command; `redis`: where its Sidekiq can be asked, if anywhere.
 */
export function applyContextOf(
  context: Context,
  redis: RedisAccess | undefined,
  tell = teller(context),
): ApplyContext {
  return { host: context.host, signal: context.signal, tell, ...(redis ? { redis } : {}) }
}

/** Tells how it ended; `undone`: the oldest run that an undo took back. The exit status. */
export function sayOutcome(
  context: Context,
  outcome: Outcome,
  plan: Plan | null = null,
  undone?: number,
): number {
  const { host, out, err, options } = context
  logOutcome(context, outcome)
  if (host.kind === 'practice' && !options.json && exitCodeOf(outcome) === 0)
    out('Practice server: nothing of this was real.')
  if (options.json) out(JSON.stringify({ outcome }))
  else
    for (const line of outcomeLines(outcome, plan, options, undone))
      (exitCodeOf(outcome) === 0 ? out : err)(line)
  return exitCodeOf(outcome)
}
