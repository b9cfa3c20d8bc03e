import { ending } from '../wizard/ending.js'
import { failure } from '../wizard/failure.js'
import type { Wizard } from '../wizard/types.js'
import { beginning, update } from '../wizard.js'
import { applyPlan } from './apply.js'
import { askAll } from './ask.js'
import type { Environment } from './environment.js'

/**
 * Runs the wizard line by line until its end, and says how it ended. The exit status; 130 where the
 * input ended early.
 */
export async function runLines(environment: Environment): Promise<number> {
  const { say, practice, hostname } = environment
  const where = practice ? 'a practice server, where nothing is real' : hostname
  say(`mastodon-tune on ${where}, line by line. Looking at the server takes a few seconds.`)
  let wizard = await askAll(environment, await look(environment))
  if (wizard.phase === 'applying') wizard = await applyPlan(environment, wizard)
  if (wizard.phase !== 'finished' && wizard.phase !== 'failed') return 1
  say('')
  for (const line of [
    ...(practice ? ['On the practice server, where nothing is real:'] : []),
    ...ending(wizard, environment.rules.place),
  ]) {
    // Two columns of spaces mean nothing where nobody sees them.
    say(line.replace(/^(\S.*?) {2,}(?=\S)/, '$1: '))
  }
  return wizard.exitCode
}

async function look({ effects, rules }: Environment): Promise<Wizard> {
  return effects.look().then(
    (session) => update(rules, beginning, { type: 'found', session }),
    (error: unknown) => update(rules, beginning, failure(error)),
  )
}
