import { plural } from '../format.js'
import { commandOf } from '../host/systemd.js'
import type { Action, ApplyEvent } from '../state.js'
import type { Context } from './context.js'

/** Tells what a plan does while it is carried out: lines of talk, or with --json one of JSON per event. */
export function teller({ options, out, err }: Pick<Context, 'options' | 'out' | 'err'>): (event: ApplyEvent) => void {
  let said = ''
  return (event) => {
    if (options.json) return out(JSON.stringify(event))
    if (event.event === 'putting-back') err(`${event.because}\nPutting everything back:`)
    if (event.event === 'failed') err(`  failed: ${event.because}`)
    if (event.event === 'begin') err(`  [${event.at + 1}/${event.of}] ${what(event.action)}`)
    if (event.event === 'draining') {
      const jobs = event.left === null ? 'its next heartbeat tells how many jobs are left' : `${plural(event.left, 'job')} left`
      // Once a second would bury the rest; a change is news.
      if (jobs !== said) err(`        ${jobs}${event.oldest === null ? '' : `, oldest ${event.oldest} s`}`)
      said = jobs
    } else said = ''
  }
}

function what(action: Action): string {
  const command = commandOf(action)
  if (command !== undefined) return command.join(' ')
  if (action.do === 'await') return `wait until ${action.unit} works`
  if (action.do === 'drain') return `wait until the jobs of ${action.unit} are done, ${action.seconds} s at most`
  return `${action.do} ${'path' in action ? action.path : 'unit' in action ? action.unit : ''}`
}
