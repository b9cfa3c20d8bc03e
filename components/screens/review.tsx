import { Box } from 'ink'
import { countOf } from '../../src/wizard/reviewing.js'
import { type Reviewing, type Tab, tabs } from '../../src/wizard/types.js'
import { type Line, Lines } from '../lines.js'
import { isSmall, useCanvas } from '../say.js'
import { folded } from '../text.js'
import { FilesView } from './review-files.js'
import { itemsOf } from './review-items.js'

const names: Readonly<Record<Tab, readonly [string, string]>> = {
  files: ['Files', 'Files'],
  links: ['Links', 'Links'],
  commands: ['Commands', 'Cmds'],
  findings: ['Findings', 'Find'],
}

/** The whole plan before anything is done: files, links, commands, findings. */
export function Review({ wizard }: { wizard: Reviewing }) {
  const canvas = useCanvas()
  const empty = wizard.plan.actions.length === 0
  const told: readonly Line[] = folded(wizard.told ?? '', canvas.width - 5)
    .slice(0, 4)
    .map((text, at) => ({ text: at === 0 ? `! ${text}` : `  ${text}`, tone: 'wrong' }))
  const height = Math.max(1, canvas.height - 1 - told.length)
  const nothing = [{ text: '' }, { text: 'Nothing is to be done:' }, { text: 'the server already runs like this.' }]
  return (
    <>
      <Lines lines={[{ text: tabLine(wizard, isSmall(canvas)), tone: 'title' }]} indent={1} />
      <Box flexDirection="column" height={height} flexShrink={0} overflow="hidden">
        {empty && wizard.tab !== 'findings' ? (
          <Lines lines={nothing} />
        ) : wizard.tab === 'files' ? (
          <FilesView wizard={wizard} height={height} />
        ) : (
          <Lines lines={itemsOf(wizard, canvas.width - 4)} height={height} indent={2} />
        )}
      </Box>
      <Lines lines={told} indent={1} />
    </>
  )
}

function tabLine(wizard: Reviewing, small: boolean): string {
  return tabs
    .map((tab) => {
      const text = `${names[tab][small ? 1 : 0]} ${countOf(wizard.review, tab)}`
      return tab === wizard.tab ? `[${text}]` : small ? text : ` ${text} `
    })
    .join(' ')
}
