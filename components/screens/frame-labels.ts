import { hintsOf } from '../../src/wizard/hints.js'
import type { Applying, Asking, Rules, Wizard } from '../../src/wizard/types.js'
import { howFar, isPuttingBack } from './applying.js'
import { lookingPlace } from './looking-lines.js'

/** What the frame says around a screen: where one is, the same in short, and the keys. */
export interface FrameLabels {
  readonly where: string
  readonly short: string
  readonly keys: string
}

/** The frame's words for where the wizard is. */
export function frameLabels(rules: Rules, wizard: Wizard, small: boolean): FrameLabels {
  return { ...placeOf(rules, wizard), keys: keysOf(rules, wizard, small) }
}

function keysOf(rules: Rules, wizard: Wizard, small: boolean): string {
  // What is being put back can't be stopped any more.
  if (wizard.phase === 'applying' && (wizard.stopping || isPuttingBack(wizard))) return 'putting back …'
  return hintsOf(rules, wizard, small)
}

function placeOf(rules: Rules, wizard: Wizard): Omit<FrameLabels, 'keys'> {
  if ('overlay' in wizard && wizard.overlay !== null && wizard.overlay !== 'help')
    return wizard.overlay === 'leaving' ? named('Leave?') : named('Steps')
  switch (wizard.phase) {
    case 'looking':
      return named(lookingPlace)
    case 'found':
      return named('What I found', 'Found')
    case 'asking':
      return stepPlace(rules, wizard)
    case 'reviewing':
      return named('Review')
    case 'applying':
      return applyingPlace(wizard)
    case 'failed':
      return wizard.why === 'no-mastodon' ? named('Nothing to work on', 'Nothing') : named('The end', 'End')
    case 'finished':
      return named('The end', 'End')
  }
}

const named = (where: string, short = where) => ({ where, short })

function stepPlace(rules: Rules, { at }: Asking) {
  const of = rules.steps.length
  return named(`Step ${at + 1} of ${of} · ${rules.steps[at]?.title ?? ''}`, `${at + 1}/${of}`)
}

function applyingPlace(wizard: Applying) {
  const how = howFar(wizard)
  return isPuttingBack(wizard) ? named(`Putting back ${how}`, `Back ${how}`) : named(`Applying ${how}`, how)
}
