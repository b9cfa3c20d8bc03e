import type { Step } from '../src/questions/types.js'
import { errorsOf } from '../src/review.js'
import { hasLoad } from '../src/wizard/found.js'
import type { Asking, Found, Reviewing, Rules, Wizard } from '../src/wizard/types.js'
import { howFar, isPuttingBack } from './screens/applying.js'
import { lookingBones } from './screens/looking-lines.js'

/** What the frame says around a screen: where one is, the same in short, and the keys. */
export interface Bones {
  readonly where: string
  readonly short: string
  readonly keys: string
}

/** The frame's words for where the wizard is. */
export function bonesOf(rules: Rules, wizard: Wizard, small: boolean): Bones {
  if ('overlay' in wizard && wizard.overlay !== null) {
    // What the keys of the screen below do stands in the help.
    if (wizard.overlay === 'help')
      return { ...bonesOf(rules, { ...wizard, overlay: null }, small), keys: 'any key closes' }
    if (wizard.overlay === 'leaving')
      return { where: 'Leave?', short: 'Leave?', keys: 'y leave   any other key stay' }
    const last = rules.steps.length + 1
    const keys = small
      ? `↑↓   enter or 0-${last} go   esc back`
      : `↑↓ choose   enter go there   0-${last} go at once   esc back`
    return { where: 'Steps', short: 'Steps', keys }
  }
  switch (wizard.phase) {
    case 'looking':
      return lookingBones
    case 'found':
      return { where: 'What I found', short: 'Found', keys: foundKeys(wizard, small) }
    case 'asking':
      return asking(rules, wizard, small)
    case 'reviewing':
      return { where: 'Review', short: 'Review', keys: reviewKeys(wizard, small) }
    case 'applying':
      return {
        where: `${isPuttingBack(wizard) ? 'Putting back' : 'Applying'} ${howFar(wizard)}`,
        short: `${isPuttingBack(wizard) ? 'Back ' : ''}${howFar(wizard)}`,
        keys:
          wizard.stopping || isPuttingBack(wizard)
            ? 'putting back …'
            : small
              ? 'ctrl-c stop and put back'
              : 'ctrl-c stop and put back   (closing this window is safe: it goes on)',
      }
    case 'failed':
      if (wizard.why === 'no-mastodon')
        return { where: 'Nothing to work on', short: 'Nothing', keys: 'enter leave' }
      return theEnd
    case 'finished':
      return theEnd
  }
}

const theEnd: Bones = { where: 'The end', short: 'End', keys: 'enter leave' }

function foundKeys(wizard: Found, small: boolean): string {
  const other = wizard.details ? 'f load' : small ? 'f facts' : 'f all facts'
  const more = hasLoad(wizard) ? ['t threads', other] : []
  if (small)
    return ['enter go', ...more, ...(more.length > 0 ? ['? help'] : ['s steps', '? help', 'esc leave'])].join(
      '  ',
    )
  return ['enter go on', ...more, 's steps', '? help', 'esc leave'].join('   ')
}

/** What `y` does in the review. */
export function agreeing({ plan, review, facts }: Reviewing): string {
  if (plan.actions.length === 0) return 'finish'
  if (errorsOf(review).length > 0) return 'blocked: see Findings'
  return facts.machine.root ? 'apply' : 'how'
}

function reviewKeys(wizard: Reviewing, small: boolean): string {
  const { search, plan, review } = wizard
  const last = `y ${agreeing(wizard)}`
  if (search?.typing) return small ? 'enter find  esc back' : 'type what to look for   enter find   esc back'
  if (search !== null)
    return small ? 'n next  N back  esc' : 'n next   N the one before   / look for something else   esc back'
  if (plan.actions.length > 0 && errorsOf(review).length > 0) {
    return small ? `${last}  tab  ? help` : `tab view   / find   w save   ${last}   esc back   ? help`
  }
  return small
    ? `${last}  tab view  esc back  ? help`
    : `↑↓ PgUp PgDn move   tab view   / find   w save   ${last}   esc back   ? help`
}

function asking(rules: Rules, { at, why, wrong, part }: Asking, small: boolean): Bones {
  const step = rules.steps[at]
  const place = `${at + 1} of ${rules.steps.length}`
  const keys = small && why && wrong === null ? 'w back   enter next' : stepKeys(step, part, small)
  return { where: `Step ${place} · ${step?.title ?? ''}`, short: `${at + 1}/${rules.steps.length}`, keys }
}

function stepKeys(step: Step | undefined, part: Asking['part'], small: boolean): string {
  if (step?.kind === 'sizes') {
    if (small) return '↑↓←→ tab  enter next  w why  ? help'
    const other = part === 'threads' ? 'processes' : 'threads'
    return `↑↓←→ edit  tab ${other}  r proposed  enter next  esc back  s steps  ? help`
  }
  const move = step?.kind === 'choice' ? '↑↓ choose' : small ? '↑↓ ←→' : '↑↓ field   ←→ change   r proposed'
  return small ? `${move}  enter next  w why  ? help` : `${move}   enter next   esc back   s steps   ? help`
}
