import { inFull } from '../../plan/actions/index.js'
import type { ApplyEvent } from '../../state.js'
import { plural } from '../../text/format.js'
import type { Context } from '../context.js'
import { logEvent } from './log.js'

/**
 * Tells what a plan does while it is carried out: lines of talk, or with --json one of JSON per
 * event.
 */
export function teller({
  options,
  out,
  err,
  log,
}: Pick<Context, 'options' | 'out' | 'err' | 'log'>): (event: ApplyEvent) => void {
  let said = ''
  return (event) => {
    logEvent({ log }, event)
    if (options.json) return out(JSON.stringify(event))
    if (event.event === 'warned') err(`warning: ${event.text}`)
    if (event.event === 'putting-back')
      for (const line of [event.because, 'Putting everything back:']) err(line)
    if (event.event === 'failed') err(`  failed: ${event.because}`)
    if (event.event === 'begin') err(`  [${event.at + 1}/${event.of}] ${inFull(event.action)}`)
    if (event.event === 'draining') {
      const jobs =
        event.left === null
          ? 'its next heartbeat tells how many jobs are left'
          : `${plural(event.left, 'job')} left`
      // Once a second would bury the rest; a change is news.
      if (jobs !== said) err(`        ${jobs}${event.oldest === null ? '' : `, oldest ${event.oldest} s`}`)
      said = jobs
    } else said = ''
  }
}
