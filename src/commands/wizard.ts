import { apply } from '../apply.js'
import { propose } from '../proposal.js'
import { unfinished } from '../record.js'
import { WrongInput } from '../settings.js'
import type { ApplyEvent, Outcome } from '../state.js'
import type { Answers } from '../answers.js'
import type { Facts } from '../facts/types.js'
import type { Plan } from '../state.js'
import { type Context, look } from './context.js'

/** What the wizard's screens may ask for; they touch nothing themselves. */
export interface Effects {
  look(): Promise<{ readonly facts: Facts; readonly answers: Answers }>
  planFor: typeof propose
  apply(plan: Plan, tell: (event: ApplyEvent) => void, signal: AbortSignal): Promise<Outcome>
}

/** The effects of a wizard on this host. @throws WrongInput where there is no terminal, or a run was cut off. */
export async function wizardEffects(context: Context): Promise<Effects> {
  if (context.ask === undefined) {
    throw new WrongInput('The wizard needs a terminal. Without one, `mastodon-tune plan` shows and `mastodon-tune apply --yes` does it.')
  }
  if (await unfinished(context.host).catch(() => undefined)) {
    throw new WrongInput('A run of mastodon-tune was cut off on this server. `mastodon-tune apply` puts everything back first.')
  }
  let redis: Awaited<ReturnType<typeof look>>['redis']
  return {
    async look() {
      const looked = await look(context)
      redis = looked.redis
      return looked
    },
    planFor: propose,
    apply: (plan, tell, signal) => apply(plan, { host: context.host, tell, signal, ...(redis ? { redis } : {}) }),
  }
}
