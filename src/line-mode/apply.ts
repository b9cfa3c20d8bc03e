import { performance } from 'node:perf_hooks'
import { failure } from '../wizard/failure.js'
import type { Applying, Message, Wizard } from '../wizard/types.js'
import { update } from '../wizard.js'
import { progress } from './applying.js'
import type { Environment } from './environment.js'

/** Carries the plan out, and says how it goes. Ctrl-C has all of it put back. */
export async function applyPlan(
  { effects, rules, say, signal }: Environment,
  wizard: Applying,
): Promise<Wizard> {
  say('')
  say(`Applying ${wizard.plan.actions.length} actions; each is said when it has ended.`)
  say('Ctrl-C stops, and puts everything back. If anything fails, all of it goes back by itself.')
  const { tell, tick } = progress(say, () => performance.now() / 1000)
  const stopping = () => {
    // The terminal has written ^C on the line at hand.
    say('')
    say('Stopping: the action at hand ends, then all of it goes back to how it was.')
  }
  signal.addEventListener('abort', stopping)
  const ticking = setInterval(tick, 1000)
  const ended = await effects
    .apply(wizard, tell, signal)
    .then((outcome): Message => ({ type: 'outcome', outcome }), failure)
  clearInterval(ticking)
  signal.removeEventListener('abort', stopping)
  return update(rules, wizard, ended)
}
