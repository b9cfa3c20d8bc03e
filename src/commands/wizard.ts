import { setTimeout as sleep } from 'node:timers/promises'
import { apply } from '../apply.js'
import { answersFile } from '../options/file.js'
import { optionsOf } from '../options/settings.js'
import { propose } from '../proposal.js'
import { changesOf } from '../questions/changes.js'
import type { ApplyEvent, Outcome } from '../state.js'
import { momentText } from '../text/format.js'
import { typed } from '../text/typed.js'
import type { Agreed, Effects, Reviewed } from '../wizard/effects.js'
import type { Session } from '../wizard/session.js'
import { cutOffText, waysOut } from '../wording/cut-off.js'
import { WrongInput } from '../wrong-input.js'
import type { Context } from './context.js'
import { keptOptions } from './report/kept-options.js'
import { loggedEffects } from './report/log.js'
import { planText } from './report/print.js'
import { applyContextOf, runOf } from './run/change.js'
import { reportCutOff } from './run/cut-off-run.js'
import { withLock } from './run/lock.js'
import { look, needSystemd } from './run/look.js'
import { assertNothingWaits } from './run/unless-confirmed.js'

/** Seconds between two looks at Sidekiq. */
const every = 2.5

/** The effects of a wizard on this host, noted for --debug. */
export function wizardEffects(context: Context): Effects {
  return loggedEffects(context, {
    look: () => lookAround(context),
    watch: watchLoad,
    planFor: (facts, answers, { drain }) => propose(facts, answers, context.host.live, drain),
    sudo: (_facts, answers) =>
      typed(['sudo', 'mastodon-tune', 'apply', ...keptOptions(context.options), ...optionsOf(answers)]),
    place: context.options,
    save: (reviewed) => savePlan(context, reviewed),
    apply: (agreed, tell, signal) => applyAgreed({ ...context, signal }, agreed, tell),
  })
}

/** @throws WrongInput where nothing could be started here */
async function lookAround(context: Context): Promise<Session> {
  const session = await look(context, { evidence: true })
  needSystemd(context, session.facts)
  const { lookAgain } = session
  // A slow Redis is not asked twice at once.
  return lookAgain === undefined ? session : { ...session, lookAgain: oneAtATime(lookAgain) }
}

/** The same work; whoever wants it while it is under way waits for that. */
function oneAtATime<T>(work: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined
  return () => {
    underWay ??= work().finally(() => {
      underWay = undefined
    })
    return underWay
  }
}

const watchLoad: Effects['watch'] = async ({ lookAgain }, tell, signal) => {
  while (lookAgain !== undefined && !signal.aborted) {
    await sleep(every * 1000, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return
    const evidence = await lookAgain()
    if (!signal.aborted) tell(evidence)
  }
}

/** @throws WrongInput where the file can't be written */
async function savePlan({ host, writeFile }: Context, reviewed: Reviewed): Promise<string> {
  const at = momentText(host.date()).replace(/[^\d]+/g, '-')
  const name = `mastodon-tune-plan-${at}.txt`
  await writeFile(name, `${planText(reviewed, reviewed.present, host.kind === 'practice')}\n`)
  return `The plan is in ${name}, in the folder where you began.`
}

/**
 * Carries out what was agreed to. What is in its way before anything is touched is an outcome, too.
 */
async function applyAgreed(
  context: Context,
  { session, answers, plan }: Agreed,
  tell: (event: ApplyEvent) => void,
): Promise<Outcome> {
  const { saveAnswers } = context.options
  if (saveAnswers !== undefined) await context.writeFile(saveAnswers, await answersFile(answers))
  const run = await runOf(context, 'apply', changesOf(session.present, answers))
  const applyContext = applyContextOf(context, session.redis, tell)
  const work = () =>
    withLock(context.host, async () => {
      await assertNothingCutOff(context)
      await assertNothingWaits(context)
      return apply(plan, applyContext, run)
    })
  return context.toTheEnd(work).catch((error: unknown) => {
    if (error instanceof WrongInput) return { kind: 'refused', because: error.message }
    throw error
  })
}

/**
 * What opening the wizard asked for, once this process is alone; a run that had ended is noted so.
 * @throws WrongInput
 */
async function assertNothingCutOff({ host }: Context): Promise<void> {
  const cut = await reportCutOff({ host, err: () => undefined })
  if (cut !== undefined) throw new WrongInput(`${cutOffText(cut)} ${waysOut}`)
}
