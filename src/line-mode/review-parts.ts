import type { DiffLine, FileChange, LinkChange, Review } from '../review.js'
import { unitDirectory } from '../state.js'
import { plural } from '../text/format.js'
import { shortPath } from '../wizard/reviewed.js'

const changes = { add: 'new', change: 'changed', remove: 'removed' } as const
const marks: Readonly<Record<DiffLine['mark'], string>> = { '+': 'Added', '-': 'Removed', ' ': 'As before' }

/** The files that change, numbered. */
export function filesSaid(files: readonly FileChange[]): readonly string[] {
  if (files.length === 0) return ['Files: none.']
  return [
    `Files in ${unitDirectory}: ${files.length}.`,
    ...files.map(({ path, change }, at) => `${at + 1}: ${shortPath(path)}, ${changes[change]}.`),
  ]
}

/**
 * What changes in a file. Lines that are added, removed or stay are named together: the same word
 * before each would tire.
 */
export function fileSaid({ path, change, diff }: FileChange): readonly string[] {
  const all = diff.map(({ text }) => lineSaid(text))
  const count = plural(diff.length, 'line')
  if (change === 'add') return [`${path} is new, ${count}:`, ...all, 'End of the file.']
  if (change === 'remove') return [`${path} is removed, with ${count}:`, ...all, 'End of the file.']
  const runs = diff.flatMap(({ mark, text }, at) => {
    if (mark === diff[at - 1]?.mark) return [lineSaid(text)]
    const end = diff.findIndex((line, later) => later > at && line.mark !== mark)
    return [`${marks[mark]}, ${plural((end < 0 ? diff.length : end) - at, 'line')}:`, lineSaid(text)]
  })
  return [`${path} is changed:`, ...runs, 'End of what changes.']
}

const lineSaid = (text: string) => (text === '' ? 'an empty line' : text)

/** Every command in order, with what it is for. */
export function commandsSaid(commands: Review['commands']): readonly string[] {
  if (commands.length === 0) return ['Commands: none.']
  return commands.map(({ command, why }, at) => {
    if (command === 'wait') return `${at + 1}: wait ${why}`
    return `${at + 1}: ${command}${why === '' ? '' : ` (${why})`}`
  })
}

/** The links that enabling makes or removes. */
export function linksSaid(links: readonly LinkChange[]): readonly string[] {
  if (links.length === 0) return ['Links: none.']
  return links.map(
    ({ path, target, change }) =>
      `${change === 'add' ? 'Made' : 'Removed'}: ${shortPath(path)}, to ${shortPath(target)}.`,
  )
}
