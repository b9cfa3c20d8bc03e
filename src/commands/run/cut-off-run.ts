import { editedSince } from '../../apply/admin-edits.js'
import { finishCutOff, putBackCutOff } from '../../apply/cut-off.js'
import { observe } from '../../facts/state.js'
import type { PlanOptions } from '../../plan/plan-options.js'
import { planOptionsFor } from '../../proposal.js'
import { answersFrom } from '../../questions/read-back.js'
import { endRun } from '../../record/history.js'
import type { CutOff } from '../../record/run.js'
import { hasEnded, noteCarrier, unfinished } from '../../record.js'
import type { Outcome } from '../../state.js'
import type { Session } from '../../wizard/session.js'
import { editedText } from '../../wording/course.js'
import { aliveText, cutOffText, hadEndedText } from '../../wording/cut-off.js'
import { WrongInput } from '../../wrong-input.js'
import type { Context } from '../context.js'
import { applyContextOf, question, sayOutcome } from './change.js'
import { look } from './look.js'

/**
 * Tells of a run that was cut off on this server, and hands it back; undefined where there is none.
 * One that had done all of its work and only could not note its end is noted now. @throws
 * WrongInput where another process carries it out still, whatever became of its lock.
 */
export async function reportCutOff({
  host,
  err,
}: Pick<Context, 'host' | 'err'>): Promise<CutOff | undefined> {
  const cut = await unfinished(host)
  if (cut === undefined) return undefined
  if (cut.alive && cut.pid !== (await host.machine()).pid) throw new WrongInput(aliveText(cut))
  if (hasEnded(cut)) {
    await endRun(host, 'applied')
    err(hadEndedText(cut))
    return undefined
  }
  err(cutOffText(cut))
  return cut
}

/**
 * Warns of what an admin changed since a run was cut off that would be overwritten. @throws
 * WrongInput where nobody is asked
 */
export async function assertMayOverwrite({ host, options, err }: Context, cut: CutOff): Promise<void> {
  const edited = editedSince(await observe(host), cut)
  if (edited.length === 0) return
  const what = editedText(edited)
  if (options.yes && !options.force) throw new WrongInput(`${what}. Look at it, then add --force to replace.`)
  err(`warning: ${what}; what was changed is lost by this.`)
}

/** Puts back a run that was cut off, or (`finish`) does the rest of it. */
export async function resolveCutOff(context: Context, cut: CutOff, finish = false): Promise<Outcome> {
  // Putting back needs no note of who does it: a disk that takes none must not keep it from that.
  await noteCarrier(context.host, true).catch(() => undefined)
  context.err(finish ? 'What is left of it is done now.' : 'Everything is put back to how it was before.')
  // Neither needs Redis or the facts: a server that can't be looked at is put back all the same.
  const looked = await look(context).catch(() => undefined)
  const applyContext = applyContextOf(context, looked?.redis)
  if (!finish) return context.toTheEnd(() => putBackCutOff(cut, applyContext))
  const options = looked === undefined ? {} : optionsToFinish(cut, looked)
  return context.toTheEnd(() => finishCutOff(cut, applyContext, options))
}

/** What the plan that the run began with could make use of on its way. */
function optionsToFinish({ to }: CutOff, { facts, answers, drain }: Session): PlanOptions {
  const wanted = answersFrom({ ...facts, state: to }, answers).answers
  return planOptionsFor(facts, wanted, drain)
}

/**
 * Asks, and then puts back a run that was cut off, or does the rest of it. Putting back is what was
 * asked for here, so that is a success.
 */
export async function askAndResolve(context: Context, cut: CutOff): Promise<number> {
  const finish = context.options.finish === true
  await assertMayOverwrite(context, cut)
  const ask = finish ? 'Do the rest of it?' : 'Put everything back to how it was before it?'
  if (!(await question(context, ask))) return 1
  const outcome = await resolveCutOff(context, cut, finish)
  const status = sayOutcome(context, outcome)
  return outcome.kind === 'rolled-back' && !finish ? 0 : status
}
