import type { Present } from '../../answers.js'
import type { Proposal } from '../../proposal.js'
import { changesOf } from '../../questions/changes.js'
import { bytes, visible } from '../../text/format.js'
import { courseOf } from '../../wording/course.js'

/**
 * A proposal as plain text: findings, files as diffs, links, commands in order, what changes in
 * words, what it costs.
 */
export function planText(
  { answers, plan, review }: Proposal,
  present: Present | null,
  practice: boolean,
): string {
  const lines: string[] = practice ? ['Practice server: nothing of this is real.', ''] : []
  for (const finding of review.findings)
    lines.push(`${finding.level}: ${finding.text} (${finding.id})`, `  ${finding.fix}`)
  if (plan.actions.length === 0)
    return [...lines, 'Nothing to do: the server is as these answers want it.'].map(visible).join('\n')
  for (const file of review.files) {
    lines.push('', `${{ add: 'new', change: 'changed', remove: 'removed' }[file.change]}: ${file.path}`)
    for (const { mark, text } of file.diff) lines.push(`${mark} ${text}`)
  }
  lines.push('', 'Links:')
  for (const link of review.links)
    lines.push(`${link.change === 'add' ? '+' : '-'} ${link.path} -> ${link.target}`)
  lines.push('', 'Commands:')
  for (const { command, why } of review.commands) {
    if (command === 'wait') lines.push(`    wait ${why}`)
    else lines.push(`  ${command}`, ...(why === '' ? [] : [`    (${why})`]))
  }
  const { connections, memory } = review.budget
  lines.push(
    '',
    ...changesOf(present, answers),
    ...courseOf(review),
    `Connections: ${connections.planned} of ${connections.limit}, ${connections.peak} while changing`,
    `Memory: ${bytes(memory.planned)} of ${bytes(memory.limit)}, ${bytes(memory.peak)} while changing`,
  )
  // A line break in a value must not make a line that looks like one of ours.
  return lines.map(visible).join('\n')
}
