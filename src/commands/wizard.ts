import type { Answers } from '../answers.js'
import { answersFile } from '../answers-file.js'
import { apply } from '../apply.js'
import type { Facts } from '../facts/types.js'
import { propose } from '../proposal.js'
import { unfinished } from '../record.js'
import { optionsOf, WrongInput } from '../settings.js'
import type { ApplyEvent, Outcome, Plan } from '../state.js'
import { type Context, look, needSystemd } from './context.js'

/** What the wizard's screens may ask for; they touch nothing themselves. */
export interface Effects {
  look(): Promise<{ readonly facts: Facts; readonly answers: Answers }>
  planFor: typeof propose
  /** The command to use instead when the admin is not root. */
  sudo(facts: Facts, answers: Answers): string
  apply(plan: Plan, tell: (event: ApplyEvent) => void, signal: AbortSignal): Promise<Outcome>
}

/** The effects of a wizard on this host. @throws WrongInput where there is no terminal, or a run was cut off. */
export async function wizardEffects(context: Context): Promise<Effects> {
  if (context.ask === undefined) {
    throw new WrongInput('The wizard needs a terminal. Without one, `mastodon-tune plan` shows and `mastodon-tune apply --yes` does it.')
  }
  const under = await unfinished(context.host).catch(() => undefined)
  if (under?.alive)
    throw new WrongInput(`Another mastodon-tune (process ${under.pid}) is changing this server now. Wait until it has ended.`)
  if (under !== undefined) {
    throw new WrongInput('A run of mastodon-tune was cut off on this server. `mastodon-tune apply` puts everything back first.')
  }
  let reviewed: Answers | undefined
  let drain: number | undefined
  let redis: Awaited<ReturnType<typeof look>>['redis']
  return {
    async look() {
      const looked = await look(context)
      needSystemd(context, looked.facts)
      redis = looked.redis
      drain = looked.drain
      return looked
    },
    planFor(facts, answers) {
      reviewed = answers
      return propose(facts, answers, context.host.live, drain)
    },
    sudo: (_facts, answers) => `sudo mastodon-tune apply ${optionsOf(answers)}`,
    async apply(plan, tell, signal) {
      const { saveAnswers } = context.options
      if (saveAnswers !== undefined && reviewed !== undefined) await context.writeFile(saveAnswers, await answersFile(reviewed))
      return context.toTheEnd(() => apply(plan, { host: context.host, tell, signal, ...(redis ? { redis } : {}) }))
    },
  }
}
