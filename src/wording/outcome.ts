import { byHand, processChangeOf } from '../plan/actions/index.js'
import { type Action, askedToStop, type Outcome, type Plan, type Unit } from '../state.js'
import { spanText } from '../text/spans.js'
import { serviceName, sidekiqNameOf, sidekiqUnit, targetUnit } from '../units/names.js'
import { onPlace, type Place } from './place.js'
import { nginxLines, runningNow } from './running.js'

/**
 * The same for an outcome, for whoever tells it. `undone`: the oldest run that an undo took back.
 */
export function outcomeLines(
  outcome: Outcome,
  plan: Plan | null,
  place: Place = {},
  undone?: number,
): readonly string[] {
  switch (outcome.kind) {
    case 'applied':
    case 'nothing-to-do':
      if (undone !== undefined)
        return [
          `Everything is back as before #${undone}.${noJobLost(plan)}`,
          ...after(plan, place, [seeWhatTheyDo(place)]),
        ]
      if (outcome.kind === 'applied')
        return [
          `Done in ${spanText(outcome.seconds, 'exact')}.${noJobLost(plan)}`,
          ...after(plan, place, [putBackCommand(place), ...daily(plan, place)]),
        ]
      return [
        'Nothing is to be done: the server already runs like this.',
        ...after(plan, place, daily(plan, place)),
      ]
    case 'refused':
      return ['Nothing was changed.', outcome.because]
    case 'rolled-back':
      if (outcome.because === askedToStop)
        return [
          'You stopped it; everything is back as it was.',
          `Start again with: ${onPlace('mastodon-tune', place)}`,
        ]
      return [
        'Everything is back as it was.',
        outcome.because,
        `Once that is mended, try again: ${onPlace('mastodon-tune', place)}`,
      ]
    case 'stuck':
      return [
        'Not everything could be put back: the server is neither as it was nor as planned.',
        `Once the cause is mended, \`${onPlace('mastodon-tune undo', place)}\` puts the rest back.`,
        ...(outcome.back === undefined ? [] : [`Putting back stopped at: ${outcome.back}`]),
        `It began with: ${outcome.because}`,
        ...(outcome.left.length === 0 ? [] : ['Or by hand, as root and in this order:']),
        ...outcome.left.map((action) => `  ${byHand(action, onPlace('mastodon-tune plan', place))}`),
      ]
  }
}

type Command = readonly [does: string, command: string]

const putBackCommand = (place: Place): Command => ['Put it back', onPlace('mastodon-tune undo', place)]

const seeWhatTheyDo = (place: Place): Command => [
  'See what they do',
  onPlace('mastodon-tune status --watch', place),
]

/** What an admin does with a server that runs as planned. */
function daily(plan: Plan | null, place: Place): readonly Command[] {
  const group = exampleGroup(plan)
  return [
    seeWhatTheyDo(place),
    ...(group === undefined
      ? []
      : [['Change one size', onPlace(`mastodon-tune resize ${group}=THREADS`, place)] as const]),
    // In a folder or in practice nothing runs, and systemctl would mean this server.
    ...(place.root === undefined && !place.practice ? restarts : []),
  ]
}

const restarts = [
  ['Restart all', `systemctl restart ${targetUnit}`],
  ['Sidekiq only', `systemctl restart ${serviceName(sidekiqUnit)}`],
] as const

/**
 * A group that this layout really has: resize takes no other. Its size is left to the admin, for
 * any number may be too many.
 */
function exampleGroup(plan: Plan | null): string | undefined {
  const labels = (plan?.to.active ?? []).flatMap((unit) => sidekiqNameOf(unit)?.label ?? [])
  return ['push', 'rest', 'all'].find((label) => labels.includes(label)) ?? labels[0]
}

function after(plan: Plan | null, { practice }: Place, commands: readonly Command[]): readonly string[] {
  const width = Math.max(...commands.map(([label]) => label.length)) + 3
  return [
    ...(plan === null ? [] : runningNow(plan.to)),
    '',
    ...commands.map(([label, command]) => `${label.padEnd(width)}${command}`),
    ...(practice ? ['Practice forgets all of this now: the next run begins anew.'] : []),
    ...(plan === null ? [] : nginxLines(plan.to)),
  ]
}

/**
 * That no job was lost, where that is known: each Sidekiq that the plan stopped had the time to
 * finish its jobs, and gave back the rest.
 */
function noJobLost(plan: Plan | null): string {
  const { actions } = plan ?? { actions: [] }
  const finished = (unit: Unit, before: readonly Action[]) =>
    before.some((each) => 'unit' in each && each.unit === unit && processChangeOf(each)?.finishesJobs)
  const ends = actions.flatMap((action, at) =>
    'role' in action && action.role?.kind === 'sidekiq' && processChangeOf(action)?.ends
      ? [finished(action.unit, actions.slice(0, at))]
      : [],
  )
  return ends.length > 0 && !ends.includes(false) ? ' No job was lost.' : ''
}

/** The exit status that tells a script how it ended. */
export function exitCodeOf(outcome: Outcome): number {
  return { applied: 0, 'nothing-to-do': 0, refused: 1, 'rolled-back': 3, stuck: 4 }[outcome.kind]
}
