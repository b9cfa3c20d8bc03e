import { apply } from '../../apply.js'
import { endRun, nextNumber } from '../../record/history.js'
import type { Entry } from '../../record/run.js'
import { noteBeginning } from '../../record.js'
import type { Unit } from '../../state.js'
import { listed, momentText } from '../../text/format.js'
import { editedText } from '../../wording/course.js'
import type { Context } from '../context.js'
import { applyContextOf, question, runOf, sayOutcome } from './change.js'
import { wayBack } from './way-back.js'

/**
 * Shows what taking back these runs (the newest first) changes, asks, and does it. The exit status.
 */
export async function takeBack(context: Context, runs: readonly Entry[]): Promise<number> {
  const { host, options, out, err } = context
  const { plan, preview, warnings, edited, came, redis } = await wayBack(context, runs)
  for (const run of runs) err(`Takes back ${named(run)}.`)
  for (const warning of warnings) err(`warning: ${warning}`)
  const since = [
    ...(edited.length > 0 ? [editedText(edited)] : []),
    ...(came.length > 0 ? [cameText(came)] : []),
  ]
  if (since.length > 0 && options.yes && !options.force) {
    return sayOutcome(context, {
      kind: 'refused',
      because: `${since.join('; ')}. Look with \`undo\`, then add --force to replace.`,
    })
  }
  if (edited.length > 0) err(`warning: ${editedText(edited)}; what was changed is lost by this.`)
  if (came.length > 0)
    err(`warning: ${cameText(came)}; this stops and disables ${came.length === 1 ? 'it' : 'them'}.`)
  const some = plan.actions.length > 0
  if (some && !options.json) out(preview)
  if (some && !(await question(context, 'Put this back?'))) return 1
  const numbers = runs.map(({ number }) => number)
  const run = await runOf(
    context,
    'undo',
    [`back to before ${numbers.map((number) => `#${number}`).join(', ')}`],
    numbers,
  )
  if (!some) {
    await noteBeginning(host, plan, run, await nextNumber(host))
    await endRun(host, 'applied')
  }
  return sayOutcome(
    context,
    await context.toTheEnd(() => apply(plan, applyContextOf(context, redis), run)),
    plan,
    numbers.at(-1),
  )
}

/** Units that have to go, as the begin of a sentence. */
function cameText(units: readonly Unit[]): string {
  return `${listed(units)} ${units.length === 1 ? 'was' : 'were'} started or enabled since`
}

function named({ number, who, at, changes }: Entry): string {
  const by = who === '' ? '' : ` by ${who}`
  const what = changes.length > 0 ? ` (${changes.join(', ')})` : ''
  return `#${number} of ${momentText(at)}${by}${what}`
}
