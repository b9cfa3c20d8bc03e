import { optionsOf } from '../../options/settings.js'
import { inFull } from '../../plan/actions/index.js'
import type { Proposal } from '../../proposal.js'
import type { ApplyEvent, Outcome } from '../../state.js'
import { spanText } from '../../text/spans.js'
import type { Effects } from '../../wizard/effects.js'
import type { Context } from '../context.js'

type Logging = Pick<Context, 'log'>

/** Notes for --debug what is proposed and why not. */
export function logPlan(
  { log }: Logging,
  { answers, plan, review }: Pick<Proposal, 'answers' | 'plan' | 'review'>,
): void {
  log?.(`answers: ${optionsOf(answers).join(' ')}`)
  log?.(`findings: ${review.findings.map(({ id, level }) => `${level} ${id}`).join(', ') || 'none'}`)
  log?.(`plan: ${plan.actions.length === 0 ? 'nothing to do' : `${plan.actions.length} actions`}`)
  for (const [at, action] of plan.actions.entries()) log?.(`  [${at + 1}] ${inFull(action)}`)
}

/** Notes for --debug how a plan goes. */
export function logEvent({ log }: Logging, event: ApplyEvent): void {
  if (event.event === 'begin')
    log?.(`begin ${event.back ? 'back ' : ''}[${event.at + 1}/${event.of}] ${inFull(event.action)}`)
  else if (event.event === 'done')
    log?.(`done ${event.back ? 'back ' : ''}[${event.at + 1}], ${spanText(event.seconds, 'tenths')}`)
  else if (event.event === 'warned') log?.(`warning: ${event.text}`)
  else if (event.event === 'draining') log?.(`draining: ${event.left ?? 'unknown'} jobs left`)
  else log?.(`${event.event}: ${event.because}`)
}

/** Notes for --debug how it ended. */
export function logOutcome({ log }: Logging, outcome: Outcome): void {
  log?.(`outcome: ${outcome.kind}${'because' in outcome ? ` (${outcome.because})` : ''}`)
}

/** The wizard's effects, with what comes of them noted for --debug. */
export function loggedEffects(logging: Logging, effects: Effects): Effects {
  return {
    ...effects,
    note: (reviewed) => logPlan(logging, reviewed),
    async apply(agreed, tell, signal) {
      const told = (event: ApplyEvent) => {
        logEvent(logging, event)
        tell(event)
      }
      const outcome = await effects.apply(agreed, told, signal)
      logOutcome(logging, outcome)
      return outcome
    },
  }
}
