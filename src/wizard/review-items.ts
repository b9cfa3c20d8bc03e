import type { Finding } from '../findings.js'
import type { LinkChange } from '../review.js'
import { folded, hanging } from '../text/fold.js'
import { courseOf } from '../wording/course.js'
import { changedWords, shortPath } from './reviewed.js'
import type { Reviewing } from './types.js'

/**
 * A row of the review: its text, how it is meant, and whether it is the one that was looked for.
 */
export interface Row {
  readonly text: string
  readonly tone?: 'good' | 'warn' | 'wrong' | 'dim' | 'accent' | undefined
  readonly marked?: boolean
}

/** The rows of the views that are lists, at this width. */
export function itemRows(wizard: Reviewing, width: number): readonly Row[] {
  const items = itemsOf(wizard, width)
  return items.length === 0 ? [{ text: '' }, { text: 'None.' }] : items.flat()
}

function itemsOf(wizard: Reviewing, width: number): readonly (readonly Row[])[] {
  const { links, commands, findings } = wizard.review
  switch (wizard.tab) {
    case 'changes':
      return changes(wizard, width)
    case 'links':
      return links.map((link) => linkRows(link, width))
    case 'commands':
      return commands.map(({ command, why }) => beside(command, why, width))
    case 'findings':
      return findings.map((finding) => findingRows(finding, width))
    case 'files':
      return []
  }
}

/** What changes in words, then how it goes. What pauses is a price, so it stands out. */
function changes(wizard: Reviewing, width: number): readonly (readonly Row[])[] {
  const words = changedWords(wizard)
  const none = ['Sizes stay as they are; only what the files hold changes.']
  const [time = '', ...pauses] = courseOf(wizard.review)
  const rows = (text: string, tone?: Row['tone']) =>
    hanging(text, width, '  ').map((line): Row => ({ text: line, tone }))
  return [
    ...(words.length === 0 ? none : words).map((text) => rows(text)),
    [{ text: '' }],
    rows(time),
    ...pauses.map((text) => rows(`! ${text}`, 'warn')),
  ]
}

function linkRows({ path, target, change }: LinkChange, width: number): readonly Row[] {
  const [mark, tone] = change === 'add' ? (['+', 'good'] as const) : (['-', 'wrong'] as const)
  return beside(`${mark} ${shortPath(path)}`, `→ ${shortPath(target)}`, width, tone)
}

const signs = { error: '✖ error:', warning: '!', note: '·' } as const
const tones = { error: 'wrong', warning: 'warn', note: undefined } as const

function findingRows({ id, level, text, fix }: Finding, width: number): readonly Row[] {
  const said = hanging(`${signs[level]} ${text} (${id})`, width, '  ')
  return [
    ...said.map((line): Row => ({ text: line, tone: tones[level] })),
    ...folded(fix, width - 4).map((line): Row => ({ text: `    ${line}` })),
  ]
}

/**
 * A text with its remark on the same line where both fit, below it otherwise. Nothing of a command
 * is cut away.
 */
function beside(text: string, remark: string, width: number, tone?: Row['tone']): readonly Row[] {
  const column = Math.floor(width * 0.62)
  if (remark !== '' && text.length < column && column + remark.length <= width)
    return [{ text: text.padEnd(column) + remark, tone }]
  const lead = /^\s*/.exec(text)?.[0] ?? ''
  const below = folded(remark, width - 4 - lead.length)
  return [
    ...hanging(text, width, `${lead}  `).map((line): Row => ({ text: line, tone })),
    ...below.map((line): Row => ({ text: `${lead}    ${line}`, tone: 'dim' })),
  ]
}
