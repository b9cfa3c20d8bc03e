import { findings } from '../../src/findings.js'
import type { Found as FoundWizard } from '../../src/wizard/types.js'
import { type Line, Lines } from '../lines.js'
import { isSmall, useCanvas } from '../say.js'
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
  const found = findings(wizard.facts, wizard.answers).slice(0, small ? 1 : 2)
  const risks = found.map(
    ({ id, level, text }): Line => ({ text: `${level === 'note' ? '·' : '!'} ${text} (${id})`, tone: level === 'note' ? 'dim' : 'warn' }),
  )
  const gap: readonly Line[] = small ? [] : [{ text: '' }]
  return <Lines lines={[...gap, ...facts, { text: '' }, ...risks, ...promise]} indent={small ? 1 : 3} />
}
