import { jobsAreBackWithin, railsBoots, settlesWithin } from '../mastodon/times.js'
import type { Plan } from '../state.js'
import { moments } from './walk.js'

/** How long a plan takes, in seconds: `least` where no job has to be waited for, `most` where every wait takes all it may. */
export function durationOf(plan: Plan): { readonly least: number; readonly most: number } {
  let least = 0
  let most = 0
  let draining = 0
  for (const { action } of moments(plan)) {
    // Those that became quiet together are waited for together.
    if (action.do === 'drain') draining = Math.max(draining, action.seconds)
    else {
      most += draining
      draining = 0
    }
    const kind = 'role' in action ? action.role?.kind : undefined
    if (action.do === 'await') {
      const boots = kind === 'sidekiq' || kind === 'web'
      const settles = kind === 'streaming' ? settlesWithin : 0
      least += boots ? railsBoots.least : settles
      most += boots ? railsBoots.most : settles
    }
    // It was waited for, and what is not done by then it still has to put back.
    if (kind === 'sidekiq' && ['stop', 'restart', 'end'].includes(action.do)) most += jobsAreBackWithin
  }
  return { least, most: most + draining }
}
