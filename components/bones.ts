import type { Rules, Wizard } from '../src/wizard/types.js'
import { howFar } from './screens/applying.js'

/** What the frame says around a screen: where one is, the same in short, and the keys. */
export interface Bones {
  readonly where: string
  readonly short: string
  readonly keys: string
}

/** The frame's words for where the wizard is. */
export function bonesOf(rules: Rules, wizard: Wizard, small: boolean): Bones {
  if ('overlay' in wizard && wizard.overlay === 'leaving') return { where: 'Leave?', short: 'Leave?', keys: 'y leave   any other key stay' }
  switch (wizard.phase) {
    case 'looking':
      return { where: 'Looking', short: 'Looking', keys: 'ctrl-c leave' }
    case 'found':
      return { where: 'What I found', short: 'Found', keys: 'enter go on   ? help   q leave' }
    case 'asking':
      return asking(rules, wizard.at, small)
    case 'reviewing': {
      const last = wizard.plan.actions.length === 0 ? 'y finish' : 'y apply'
      const keys = small ? `${last}  tab view  esc back  ? help` : `↑↓ move   PgUp/PgDn text   tab view   ${last}   esc back   ? help`
      return { where: 'Review', short: 'Review', keys }
    }
    case 'applying':
      return {
        where: `Applying ${howFar(wizard)}`,
        short: howFar(wizard),
        keys: wizard.stopping
          ? 'putting back …'
          : small
            ? 'ctrl-c stop and put back'
            : 'ctrl-c stop and put back   (closing this window is safe: it goes on)',
      }
    default:
      return { where: 'The end', short: 'End', keys: 'enter leave' }
  }
}

function asking(rules: Rules, at: number, small: boolean): Bones {
  const step = rules.steps[at]
  const place = `${at + 1} of ${rules.steps.length}`
  const move = step?.kind === 'choice' ? '↑↓ choose' : small ? '↑↓ ←→' : '↑↓ field   ←→ less/more   r proposed'
  const keys = small ? `${move}  enter next  w why  ? help` : `${move}   enter next   esc back   ? help`
  return { where: `Step ${place} · ${step?.title ?? ''}`, short: `${at + 1}/${rules.steps.length}`, keys }
}
