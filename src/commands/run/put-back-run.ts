import { disarm } from '../../apply/confirm-timer.js'
import { readWholeHistory, undoable } from '../../record/history.js'
import { WrongInput } from '../../wrong-input.js'
import type { Context } from '../context.js'
import { askAndResolve, reportCutOff } from './cut-off-run.js'
import { takeBack } from './take-back.js'

/**
 * Puts back one run while nobody else changes the server. `within`: it is the timer's own service
 * that asks.
 */
export async function putBackRun(context: Context, number: number, within = false): Promise<number> {
  const { host, err } = context
  const status = (await putBackCut(context, number)) ?? (await putBackEnded(context, number))
  if (status !== 0) return status
  await disarm(host, within)
  err(`Run #${number} was not confirmed; everything is as it was before it.`)
  return 0
}

/** A run that was cut off: that very one, or an undo of it that has to be put back first. */
async function putBackCut(context: Context, number: number): Promise<number | undefined> {
  const cut = await reportCutOff(context)
  if (cut === undefined) return undefined
  const status = await askAndResolve(context, cut)
  return status === 0 && cut.number !== number ? undefined : status
}

/** A run that ended; one that was put back already, or never began, leaves nothing to do. */
async function putBackEnded(context: Context, number: number): Promise<number> {
  const { entries, unread } = await readWholeHistory(context.host)
  const lost = unread.find((run) => run.number === number)
  if (lost !== undefined)
    throw new WrongInput(`${lost.because}, so run #${number} can't be put back by what it says.`)
  const runs = undoable(entries).filter((run) => run.number === number)
  return runs.length === 0 ? 0 : takeBack(context, runs)
}
