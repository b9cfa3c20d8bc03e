import type { Options } from '../options/options.js'
import { readWholeHistory, undoable } from '../record/history.js'
import type { Entry, Unread } from '../record/run.js'
import { listed } from '../text/format.js'
import { WrongInput } from '../wrong-input.js'
import type { Context } from './context.js'
import { assertMayChange } from './run/change.js'
import { askAndResolve, reportCutOff } from './run/cut-off-run.js'
import { withLock } from './run/lock.js'
import { takeBack } from './run/take-back.js'
import { noted } from './run/under-way.js'
import { unconfirmedRun } from './run/unless-confirmed.js'
import { listCommand } from './undo-list.js'

/**
 * Back to before the last apply (`--to N`: before that one); a run that was cut off is taken back
 * first, or completed with `--finish`. Exit status as apply; 1 where nothing is left to undo.
 */
export async function undoCommand(context: Context): Promise<number> {
  const { host, options, err } = context
  if (options.list) return listCommand(context)
  await assertMayChange(context, () => assertUndoable(context))
  return withLock(host, async () => {
    const cut = await reportCutOff(context)
    if (cut !== undefined) {
      const ended = await askAndResolve(context, cut)
      await unconfirmedRun(context)
      if (ended !== 0 || options.to === undefined) return ended
    }
    const whole = await readWholeHistory(host)
    const runs = runsToTakeBack(whole, options)
    for (const { because } of whole.unread) err(`${because}, so that run can't be undone.`)
    const status = await takeBack(context, runs)
    await unconfirmedRun(context)
    return status
  })
}

/** @throws WrongInput where no run was cut off and the history has nothing for these options */
async function assertUndoable({ host, options }: Context): Promise<void> {
  if ((await noted(host)) === undefined) runsToTakeBack(await readWholeHistory(host), options)
}

/**
 * The runs that these options name, the newest first, where none was cut off. @throws WrongInput
 */
function runsToTakeBack(
  { entries, unread }: Awaited<ReturnType<typeof readWholeHistory>>,
  { to, finish, force }: Options,
): readonly Entry[] {
  if (finish)
    throw new WrongInput('undo --finish: no run was cut off on this server, so there is nothing to complete.')
  const runs = undoable(entries)
  const [last] = runs
  if (last === undefined)
    throw new WrongInput(
      'There is nothing left to undo: no run of `apply` is in the history, or each was taken back.',
    )
  if (to !== undefined) return runsBackTo(to, runs)
  if (!force) assertNothingUnreadAbove(last, unread)
  return [last]
}

/** The runs to the one with this number. @throws WrongInput where there is none */
function runsBackTo(to: string, runs: readonly Entry[]): readonly Entry[] {
  const numbers = runs.map(({ number }) => `${number}`)
  if (!numbers.includes(to))
    throw new WrongInput(
      `undo --to ${to}: there is no such run to go back before; there are ${listed(numbers)} (see undo --list).`,
    )
  return runs.filter(({ number }) => number >= Number(to))
}

/**
 * @throws WrongInput where a run that nobody can read came after one that is to be taken back: what
 * that run changed would stay, in the middle of what goes.
 */
function assertNothingUnreadAbove({ number: oldest }: Entry, unread: readonly Unread[]): void {
  const above = unread.find(({ number }) => number > oldest)
  if (above === undefined) return
  const better = above.newer ? 'Use that version. Or' : 'Instead,'
  throw new WrongInput(
    `undo: ${above.because}, so nobody can tell what run #${above.number} changed, and #${oldest} came before it. ${better} \`undo --to ${oldest}\` goes back to before both.`,
  )
}
