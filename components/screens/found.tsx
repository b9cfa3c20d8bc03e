import { findings } from '../../src/findings.js'
import type { Found as FoundWizard } from '../../src/wizard/types.js'
import { type Line, Lines } from '../lines.js'
import { isSmall, useCanvas } from '../say.js'
import { folded } from '../text.js'
import { factLines } from './fact-lines.js'

/** What was found on the server, before anything is asked. */
export function Found({ wizard }: { wizard: FoundWizard }) {
  const canvas = useCanvas()
  const small = isSmall(canvas)
  const width = small ? 12 : 20
  const facts = factLines(wizard.facts).map(([label, text]): Line => ({ text: `${label.slice(0, width - 1).padEnd(width)}${text}` }))
  const promise: readonly Line[] = [
    {
      text: small ? 'Nothing is changed until you say so.' : '· Nothing has been changed. Nothing will be until you say so at the end.',
      tone: 'dim',
    },
    ...(wizard.facts.machine.root || small
      ? []
      : [{ text: '! You are not root: you can look and plan, and run the result with sudo.', tone: 'warn' } as const]),
  ]
  const gap: readonly Line[] = small ? [] : [{ text: '' }]
  const free = Math.max(0, canvas.height - gap.length - facts.length - 1 - promise.length)
  const all = findings(wizard.facts, wizard.answers).flatMap(({ id, level, text }) =>
    folded(`${text} (${id})`, canvas.width - 9).map(
      (part, at): Line => ({
        text: `${at > 0 ? ' ' : level === 'note' ? '·' : '!'} ${part}`,
        tone: level === 'note' ? 'dim' : level === 'error' ? 'wrong' : 'warn',
      }),
    ),
  )
  // A cut in the middle must not look like an end.
  const risks = all.slice(0, free).map((line, at) => (at === free - 1 && all.length > free ? { ...line, text: `${line.text} …` } : line))
  return <Lines lines={[...gap, ...facts, { text: '' }, ...risks, ...promise]} indent={small ? 1 : 3} />
}
