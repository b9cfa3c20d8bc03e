import type { Step } from '../questions/types.js'
import type { Asking, Rules } from '../wizard/types.js'
import { type LineCommand, quit, wants } from './question.js'

/** Where in the wizard a step is: `Step 4 of 6: Sidekiq layout.` */
export function stepHeading(rules: Rules, { at }: Asking, { title }: Step): string {
  return `Step ${at + 1} of ${rules.steps.length}: ${title}.`
}

/**
 * The commands that every question of a step has. `why` is said again, and `all` is the question in
 * full.
 */
export function moves(
  wizard: Asking,
  proposed: string | undefined,
  why: string,
  all: () => readonly string[],
): readonly LineCommand[] {
  return [
    ...(proposed === undefined ? [] : [take(proposed)]),
    { words: ['why', 'w'], does: 'say why that is proposed', reply: () => ({ say: [why] }) },
    { words: ['again'], does: 'say the question again', reply: () => ({ say: all() }) },
    {
      words: ['back', 'b'],
      does: `go back to ${whatCameBefore(wizard)}; answers stay`,
      reply: () => wants(wizard.cursor > 0 ? 'move-up' : 'go-back'),
    },
    {
      words: ['next', 'n'],
      does: 'go to the next step; what was not answered stays as it is',
      reply: () => wants('go-on'),
    },
    quit,
  ]
}

function whatCameBefore({ at, cursor }: Asking): string {
  if (cursor > 0) return 'the question before'
  return at > 0 ? 'the step before' : 'what was found'
}

function take(proposed: string): LineCommand {
  return {
    words: ['proposed', 'p'],
    does: `take what is proposed, ${proposed}`,
    reply: () => ({ messages: [{ type: 'answer', text: proposed }] }),
  }
}
