import { setTimeout as sleep } from 'node:timers/promises'
import type { Answers, Present } from '../answers.js'
import { apply } from '../apply.js'
import type { Maybe } from '../known/facts.js'
import type { Evidence } from '../known/load.js'
import { answersFile } from '../options/file.js'
import { optionsOf } from '../options/settings.js'
import { propose } from '../proposal.js'
import { changesOf } from '../questions/changes.js'
import { momentText } from '../text/format.js'
import { typed } from '../text/typed.js'
import type { Effects } from '../wizard/effects.js'
import { cutOffText, waysOut } from '../wording/cut-off.js'
import { WrongInput } from '../wrong-input.js'
import type { Context } from './context.js'
import { keptOptions } from './report/kept-options.js'
import { loggedEffects } from './report/log.js'
import { planText } from './report/print.js'
import { carryOf, runOf } from './run/change.js'
import { alone } from './run/lock.js'
import { type Looked, look, needSystemd } from './run/look.js'
import { cutOff } from './run/settle.js'
import { nothingWaits } from './run/unless-confirmed.js'

/** Seconds between two looks at Sidekiq. */
const every = 2.5

/** The effects of a wizard on this host, noted for --debug. */
export function wizardEffects(context: Context): Effects {
  return loggedEffects(context, effectsOn(context))
}

function effectsOn(context: Context): Effects {
  const practice = context.host.kind === 'practice'
  let reviewed: Answers | undefined
  let present: Present | null = null
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
      await context.writeFile(
        name,
        `${planText(propose(facts, answers, context.host.live, drain), present, practice)}\n`,
      )
      return `The plan is in ${name}, in the folder where you began.`
    },
    sudo: (_facts, answers) =>
      typed(['sudo', 'mastodon-tune', 'apply', ...keptOptions(context.options), ...optionsOf(answers)]),
    place: context.options,
    async apply(plan, tell, signal) {
      const { saveAnswers } = context.options
      if (saveAnswers !== undefined && reviewed !== undefined)
        await context.writeFile(saveAnswers, await answersFile(reviewed))
      const run = await runOf(context, 'apply', reviewed === undefined ? [] : changesOf(present, reviewed))
      const carry = carryOf({ ...context, signal }, redis, tell)
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

/** What opening the wizard asked for, once this process is alone; a run that had ended is noted so. @throws WrongInput */
async function nothingCutOff({ host }: Context): Promise<void> {
  const cut = await cutOff({ host, err: () => undefined })
  if (cut !== undefined) throw new WrongInput(`${cutOffText(cut)} ${waysOut}`)
}
