import { ending } from '../wizard/ending.js'
import { failure } from '../wizard/failure.js'
import type { Wizard } from '../wizard/types.js'
import { beginning, update } from '../wizard.js'
import { applied } from './apply.js'
import { asked } from './ask.js'
import type { Surroundings } from './surroundings.js'

/** Runs the wizard line by line until its end, and says how it ended. The exit status; 130 where the input ended early. */
export async function runLines(around: Surroundings): Promise<number> {
  const { say, practice, hostname } = around
  const where = practice ? 'a practice server, where nothing is real' : hostname
  say(`mastodon-tune on ${where}, line by line. Looking at the server takes a few seconds.`)
  let wizard = await asked(around, await found(around))
  if (wizard.phase === 'applying') wizard = await applied(around, wizard)
  if (wizard.phase !== 'finished' && wizard.phase !== 'failed') return 1
  say('')
  for (const line of [
    ...(practice ? ['On the practice server, where nothing is real:'] : []),
    ...ending(wizard, around.rules.place),
  ]) {
    // Two columns of spaces mean nothing where nobody sees them.
    say(line.replace(/^(\S.*?) {2,}(?=\S)/, '$1: '))
  }
  return wizard.exitCode
}

async function found({ effects, rules }: Surroundings): Promise<Wizard> {
  return effects.look().then(
    (session) => update(rules, beginning, { type: 'found', session }),
    (error: unknown) => update(rules, beginning, failure(error)),
  )
}
