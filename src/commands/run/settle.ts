import { finishCutOff, putBackCutOff } from '../../apply/cut-off.js'
import { editedSince } from '../../apply/kept.js'
import { observe } from '../../facts/state.js'
import { meansFor } from '../../proposal.js'
import { answersFrom } from '../../questions/read-back.js'
import { ended } from '../../record/history.js'
import type { CutOff } from '../../record/types.js'
import { hadEnded, noteCarrier, unfinished } from '../../record.js'
import type { Outcome } from '../../state.js'
import { editedText } from '../../wording/course.js'
import { aliveText, cutOffText, hadEndedText } from '../../wording/cut-off.js'
import { WrongInput } from '../../wrong-input.js'
import type { Context } from '../context.js'
import { carryOf, question, sayOutcome } from './change.js'
import { look } from './look.js'

/**
 * A run that was cut off on this server, told in a sentence; undefined where there is none. One that had done all of its work
 * and only could not note its end is noted now. @throws WrongInput where another process carries it out still, whatever became
 * of its lock.
 */
export async function cutOff({ host, err }: Pick<Context, 'host' | 'err'>): Promise<CutOff | undefined> {
  const cut = await unfinished(host)
  if (cut === undefined) return undefined
  if (cut.alive && cut.pid !== (await host.machine()).pid) throw new WrongInput(aliveText(cut))
  if (hadEnded(cut)) {
    await ended(host, 'applied')
    err(hadEndedText(cut))
    return undefined
  }
  err(cutOffText(cut))
  return cut
}

/** What an admin changed since a run was cut off that settling it would overwrite; told, and refused where nobody is asked. @throws WrongInput */
export async function mayOverwrite({ host, options, err }: Context, cut: CutOff): Promise<void> {
  const edited = editedSince(await observe(host), cut)
  if (edited.length === 0) return
  const what = editedText(edited)
  if (options.yes && !options.force) throw new WrongInput(`${what}. Look at it, then add --force to replace.`)
  err(`warning: ${what}; what was changed is lost by this.`)
}

/** Puts back a run that was cut off, or (`finish`) does the rest of it. */
export async function settle(context: Context, cut: CutOff, finish = false): Promise<Outcome> {
  // Putting back needs no note of who does it: a disk that takes none must not keep it from that.
  await noteCarrier(context.host, true).catch(() => undefined)
  context.err(finish ? 'What is left of it is done now.' : 'Everything is put back to how it was before.')
  // Neither needs Redis or the facts: a server that can't be looked at is put back all the same.
  const looked = await look(context).catch(() => undefined)
  const { redis, drain, facts } = looked ?? {}
  const carry = carryOf(context, redis)
  const answers = looked && answersFrom({ ...looked.facts, state: cut.to }, looked.answers).answers
  const means = facts && answers ? meansFor(facts, answers, drain) : {}
  return context.toTheEnd(() => (finish ? finishCutOff(cut, carry, means) : putBackCutOff(cut, carry)))
}

/** Settles a run that was cut off. Putting back is what was asked for here, so that is a success. */
export async function settled(context: Context, cut: CutOff): Promise<number> {
  const finish = context.options.finish === true
  await mayOverwrite(context, cut)
  if (
    !(await question(context, finish ? 'Do the rest of it?' : 'Put everything back to how it was before it?'))
  )
    return 1
  const outcome = await settle(context, cut, finish)
  const status = sayOutcome(context, outcome)
  return outcome.kind === 'rolled-back' && !finish ? 0 : status
}
