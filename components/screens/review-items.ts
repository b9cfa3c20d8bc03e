import { folded, hanging } from '../../src/text/fold.js'
import { changedWords, shortPath } from '../../src/wizard/reviewed.js'
import type { Reviewing } from '../../src/wizard/types.js'
import { courseOf } from '../../src/wording/course.js'
import type { Line } from '../lines.js'
import type { Tone } from '../symbols.js'

/** Lines of the views that are lists. */
export function itemsOf(wizard: Reviewing, width: number): readonly Line[] {
  const items = listOf(wizard, width)
  return items.length === 0 ? [{ text: '' }, { text: 'None.' }] : items.flat()
}

function listOf(wizard: Reviewing, width: number): readonly (readonly Line[])[] {
  const { tab, review } = wizard
  if (tab === 'changes') return changes(wizard, width)
  if (tab === 'links') {
    return review.links.map(({ path, target, change }) => {
      const mark = change === 'add' ? '+' : '-'
      return beside(
        `${mark} ${shortPath(path)}`,
        `→ ${shortPath(target)}`,
        width,
        change === 'add' ? 'good' : 'wrong',
      )
    })
  }
  if (tab === 'commands') return review.commands.map(({ command, why }) => beside(command, why, width))
  return review.findings.map(({ id, level, text, fix }) => [
    ...hanging(`${signs[level] ?? '·'} ${text} (${id})`, width, '  ').map((line) => ({
      text: line,
      tone: tonesOf[level],
    })),
    ...(fix === '' ? [] : folded(fix, width - 4).map((line): Line => ({ text: `    ${line}` }))),
  ])
}

/** What changes in words, then how it goes. What pauses is a price, so it stands out. */
function changes(wizard: Reviewing, width: number): readonly (readonly Line[])[] {
  const words = changedWords(wizard)
  const none = ['Sizes stay as they are; only what the files hold changes.']
  const [time = '', ...pauses] = courseOf(wizard.review)
  const lines = (text: string, tone?: Tone) =>
    hanging(text, width, '  ').map((line): Line => ({ text: line, tone }))
  return [
    ...(words.length === 0 ? none : words).map((text) => lines(text)),
    [{ text: '' }],
    lines(time),
    ...pauses.map((text) => lines(`! ${text}`, 'warn')),
  ]
}

const signs: Readonly<Record<string, string>> = { error: '✖ error:', warning: '!' }
const tonesOf: Readonly<Record<string, Tone>> = { error: 'wrong', warning: 'warn' }

/** A text with its remark on the same line where both fit, below it otherwise. Nothing of a command is cut away. */
function beside(text: string, remark: string, width: number, tone?: Tone): readonly Line[] {
  const column = Math.floor(width * 0.62)
  if (remark !== '' && text.length < column && column + remark.length <= width)
    return [{ text: text.padEnd(column) + remark, tone }]
  const lead = /^\s*/.exec(text)?.[0] ?? ''
  const below =
    remark === ''
      ? []
      : folded(remark, width - 4 - lead.length).map(
          (line): Line => ({ text: `${lead}    ${line}`, tone: 'dim' }),
        )
  return [...hanging(text, width, `${lead}  `).map((line) => ({ text: line, tone })), ...below]
}
