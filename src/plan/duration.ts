import type { Plan } from '../state.js'
import { moments } from './walk.js'

/** Seconds until a Rails process takes jobs or requests: 10 to 30 are usual. */
const bootSeconds = 20
/** Seconds Sidekiq takes at most to push back what is not done (manager.rb), after it was waited for. */
const stopSeconds = 28
const settleSeconds = 3

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
      const settles = kind === 'streaming' ? settleSeconds : 0
      least += boots ? bootSeconds / 2 : settles
      most += boots ? bootSeconds * 1.5 : settles
    }
    if (kind === 'sidekiq' && ['stop', 'restart', 'end'].includes(action.do)) most += stopSeconds
  }
  return { least, most: most + draining }
}
