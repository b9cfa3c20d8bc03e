import { setTimeout as sleep } from 'node:timers/promises'
import type { Answers } from '../answers.js'
import { answersFile } from '../answers-file.js'
import { apply } from '../apply.js'
import { changesOf } from '../changes.js'
import type { Evidence, Facts, Maybe } from '../facts/types.js'
import { momentText } from '../format.js'
import { propose } from '../proposal.js'
import { hadEnded, unfinished } from '../record.js'
import { optionsOf, WrongInput } from '../settings.js'
import type { ApplyEvent, Outcome, Plan } from '../state.js'
import type { Seen } from '../wizard/types.js'
import { alone } from './alone.js'
import { runOf } from './apply.js'
import { type Context, type Looked, look, needSystemd } from './context.js'
import { planText } from './print.js'
import { cutOff, cutOffText } from './settle.js'
import { nothingWaits } from './unless-confirmed.js'

/** Seconds between two looks at Sidekiq. */
const every = 2.5

/** What the wizard's screens may ask for; they touch nothing themselves. */
export interface Effects {
  look(): Promise<Seen>
  /** Tells what Sidekiq does again and again, until the signal; PostgreSQL is left alone. */
  watch(tell: (evidence: Maybe<Evidence>) => void, signal: AbortSignal): Promise<void>
  planFor: typeof propose
  /** The command to use instead when the admin is not root. */
  sudo(facts: Facts, answers: Answers): string
  /** Writes the plan to a file in the folder at hand; where it is, in a sentence. */
  save(facts: Facts, answers: Answers): Promise<string>
  apply(plan: Plan, tell: (event: ApplyEvent) => void, signal: AbortSignal): Promise<Outcome>
}

/** The effects of a wizard on this host. @throws WrongInput where there is no terminal, or a run was cut off. */
export async function wizardEffects(context: Context): Promise<Effects> {
  if (context.ask === undefined && !context.options.plain) {
    throw new WrongInput(
      'The wizard needs a terminal. Without one, `mastodon-tune plan` shows, `mastodon-tune apply --yes` does it, and `mastodon-tune --plain` asks line by line.',
    )
  }
  await nothingUnderWay(context)
  const practice = context.host.kind === 'practice'
  let reviewed: Answers | undefined
  let present: Answers | null = null
  let drain: number | undefined
  let redis: Looked['redis']
  let again: Looked['again']
  let under: Promise<Maybe<Evidence>> | undefined
  return {
    async look() {
      const looked = await look(context, undefined, true)
      needSystemd(context, looked.facts)
      redis = looked.redis
      drain = looked.drain
      again = looked.again
      const { facts, answers } = looked
      present = looked.present
      return { facts, answers, present }
    },
    async watch(tell, signal) {
      while (again !== undefined && !signal.aborted) {
        await sleep(every * 1000, undefined, { signal }).catch(() => undefined)
        if (signal.aborted) return
        // A look that an earlier watching began is waited for: a slow Redis is not asked twice at once.
        under ??= again().finally(() => {
          under = undefined
        })
        const evidence = await under
        if (!signal.aborted) tell(evidence)
      }
    },
    planFor(facts, answers) {
      reviewed = answers
      return propose(facts, answers, context.host.live, drain)
    },
    async save(facts, answers) {
      const at = momentText(context.host.date()).replace(/[^\d]+/g, '-')
      const name = `mastodon-tune-plan-${at}.txt`
      await context.writeFile(name, `${planText(propose(facts, answers, context.host.live, drain), present, practice)}\n`)
      return `The plan is in ${name}, in the folder where you began.`
    },
    sudo: (_facts, answers) => `sudo mastodon-tune apply ${optionsOf(answers)}`,
    async apply(plan, tell, signal) {
      const { saveAnswers } = context.options
      if (saveAnswers !== undefined && reviewed !== undefined) await context.writeFile(saveAnswers, await answersFile(reviewed))
      const run = await runOf(context, 'apply', reviewed === undefined ? [] : changesOf(present, reviewed))
      const carry = { host: context.host, tell, signal, ...(redis ? { redis } : {}) }
      return context
        .toTheEnd(() =>
          alone(context.host, async () => {
            await nothingCutOff(context)
            await nothingWaits(context)
            return apply(plan, carry, run)
          }),
        )
        .catch((error: unknown) => {
          if (error instanceof WrongInput) return { kind: 'refused', because: error.message }
          throw error
        })
    },
  }
}

/** @throws WrongInput where another process changes the server, or a run was cut off and waits to be settled. */
async function nothingUnderWay({ host }: Context): Promise<void> {
  const noted = await unfinished(host)
  if (noted?.alive)
    throw new WrongInput(`Another mastodon-tune (process ${noted.pid}) is changing this server now. Wait until it has ended.`)
  if (noted !== undefined && !hadEnded(noted)) throw new WrongInput(`${cutOffText(noted)} ${waysOut}`)
}

/** The same once this process is alone; what had ended is noted so. @throws WrongInput */
async function nothingCutOff({ host }: Context): Promise<void> {
  const cut = await cutOff({ host, err: () => undefined })
  if (cut !== undefined) throw new WrongInput(`${cutOffText(cut)} ${waysOut}`)
}

const waysOut = '`mastodon-tune undo` puts everything back, `mastodon-tune undo --finish` does the rest of it.'
