import { commandOf } from '../plan/command.js'
import type { Action, Outcome, Plan } from '../state.js'
import { nginxLines } from './nginx.js'
import { onPlace, type Place } from './place.js'
import { runningNow } from './running.js'
import type { Failed, Finished } from './types.js'

/** What an outcome names as its cause when the admin pressed Ctrl-C. */
const stopped = 'You asked to stop.'

function commandsFor(plan: Plan | null, place: Place): readonly (readonly [string, string])[] {
  const group = exampleGroup(plan)
  return [
    ['See what they do', onPlace('mastodon-tune status --watch', place)],
    // In a folder nothing runs, and systemctl would mean this server.
    ...(place.root === undefined ? restarts : []),
    ['What would change', onPlace('mastodon-tune plan', place)],
    ...(group === undefined ? [] : [['Change one size', onPlace(`mastodon-tune resize ${group}=THREADS`, place)] as const]),
  ]
}

const restarts = [
  ['Restart all', 'systemctl restart mastodon.target'],
  ['Sidekiq only', 'systemctl restart mastodon-sidekiq'],
] as const

/** A group that this layout really has: resize takes no other. Its size is left to the admin, for any number may be too many. */
function exampleGroup(plan: Plan | null): string | undefined {
  const labels = (plan?.to.active ?? []).flatMap((unit) => /^mastodon-sidekiq-\d\d-([^\\@]+)@/.exec(unit)?.[1] ?? [])
  return ['push', 'rest', 'all'].find((label) => labels.includes(label)) ?? labels[0]
}

/** What is told at the end, line by line: first the state the server is in, then why, then what to do. */
export function ending(wizard: Finished | Failed, place: Place = {}): readonly string[] {
  if (wizard.phase === 'failed') return ['It went wrong, and the cause is unexpected:', wizard.sentence]
  if (wizard.outcome === null) return ['Nothing was changed.']
  return outcomeLines(wizard.outcome, wizard.plan, place)
}

/** The same for an outcome, for whoever tells it. */
export function outcomeLines(outcome: Outcome, plan: Plan | null, place: Place = {}): readonly string[] {
  switch (outcome.kind) {
    case 'applied':
      return [`Done in ${duration(outcome.seconds)}.`, ...after(plan, place)]
    case 'nothing-to-do':
      return ['Nothing is to be done: the server already runs like this.', ...after(plan, place)]
    case 'refused':
      return ['Nothing was changed.', outcome.because]
    case 'rolled-back':
      if (outcome.because === stopped)
        return ['You stopped it; everything is back as it was.', `Start again with: ${onPlace('mastodon-tune', place)}`]
      return ['Everything is back as it was.', outcome.because, `Once that is mended, try again: ${onPlace('mastodon-tune', place)}`]
    case 'stuck':
      return [
        'The server is neither as it was nor as planned: not everything could be put back.',
        ...(outcome.back === undefined ? [] : [`Putting back stopped at: ${outcome.back}`]),
        `It began with: ${outcome.because}`,
        ...(outcome.left.length === 0 ? [] : ['Still to be done, as root and in this order:']),
        ...outcome.left.map((action) => `  ${byHand(action, place)}`),
        `Once the cause is mended, \`${onPlace('mastodon-tune apply', place)}\` begins by putting things back.`,
      ]
  }
}

function after(plan: Plan | null, place: Place): readonly string[] {
  const commands = commandsFor(plan, place)
  const width = Math.max(...commands.map(([label]) => label.length)) + 3
  return [
    ...(plan === null ? [] : runningNow(plan.to)),
    '',
    ...commands.map(([label, command]) => `${label.padEnd(width)}${command}`),
    ...(plan === null ? [] : nginxLines(plan.to)),
  ]
}

function byHand(action: Action, place: Place): string {
  if (action.do === 'write') return `write ${action.path} (see ${onPlace('mastodon-tune plan', place)})`
  if (action.do === 'remove') return `rm ${action.path}`
  if (action.do === 'link') return `ln -s ${action.target} ${action.path}`
  if (action.do === 'await') return `wait until ${action.unit} works`
  if (action.do === 'drain') return `wait until the jobs of ${action.unit} are done`
  return (commandOf(action) ?? []).join(' ')
}

/** A span of time as a person says it. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}
