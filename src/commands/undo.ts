import { undoable, wholeHistory } from '../record/history.js'
import type { Entry, Unread } from '../record/types.js'
import { listed } from '../text/format.js'
import { WrongInput } from '../wrong-input.js'
import type { Context } from './context.js'
import { mayChange } from './run/change.js'
import { alone } from './run/lock.js'
import { cutOff, settled } from './run/settle.js'
import { takeBack } from './run/take-back.js'
import { waiting } from './run/unless-confirmed.js'
import { listCommand } from './undo-list.js'

/**
 * Back to before the last apply (`--to N`: before that one); a run that was cut off is taken back first, or completed with
 * `--finish`. Exit status as apply; 1 where nothing is left to undo.
 */
export async function undoCommand(context: Context): Promise<number> {
  const { host, options, err } = context
  if (options.list) return listCommand(context)
  await mayChange(context)
  return alone(host, async () => {
    const cut = await cutOff(context)
    if (cut !== undefined) {
      const ended = await settled(context, cut)
      await waiting(context)
      if (ended !== 0 || options.to === undefined) return ended
    }
    if (options.finish)
      throw new WrongInput(
        'undo --finish: no run was cut off on this server, so there is nothing to complete.',
      )
    const { entries, unread } = await wholeHistory(host)
    const runs = runsToTakeBack(undoable(entries), options.to)
    if (options.to === undefined && !options.force) nothingUnreadAbove(runs, unread)
    for (const { because } of unread) err(`${because}, so that run can't be undone.`)
    const status = await takeBack(context, runs)
    await waiting(context)
    return status
  })
}

function runsToTakeBack(runs: readonly Entry[], to: string | undefined): readonly Entry[] {
  const [last] = runs
  if (last === undefined)
    throw new WrongInput(
      'There is nothing left to undo: no run of `apply` is in the history, or each was taken back.',
    )
  if (to === undefined) return [last]
  const numbers = runs.map(({ number }) => number)
  if (!/^\d+$/.test(to) || !numbers.includes(Number(to)))
    throw new WrongInput(
      `undo --to ${to}: there is no such run to go back before; there are ${listed(numbers.map(String))} (see undo --list).`,
    )
  return runs.filter(({ number }) => number >= Number(to))
}

/**
 * @throws WrongInput where a run that nobody can read came after one that is to be taken back: what that run changed would stay, in
 * the middle of what goes.
 */
function nothingUnreadAbove(runs: readonly Entry[], unread: readonly Unread[]): void {
  const oldest = runs.at(-1)?.number ?? 0
  const above = unread.find(({ number }) => number > oldest)
  if (above === undefined) return
  const better = above.newer ? 'Use that version. Or' : 'Instead,'
  throw new WrongInput(
    `undo: ${above.because}, so nobody can tell what run #${above.number} changed, and #${oldest} came before it. ${better} \`undo --to ${oldest}\` goes back to before both.`,
  )
}
