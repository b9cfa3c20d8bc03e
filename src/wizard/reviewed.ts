import { changesOf } from '../questions/changes.js'
import { type Path, unitDirectory } from '../state.js'
import { withArrows } from '../text/signs.js'
import { courseOf } from '../wording/course.js'
import type { Reviewing } from './types.js'

const marks = { add: '+', change: '~', remove: '-' } as const

/**
 * What changes on the server, in an admin's words and with the signs of the screens. Where nothing
 * of it runs yet, all does.
 */
export function changedWords({
  present,
  answers,
}: Pick<Reviewing, 'present' | 'answers'>): readonly string[] {
  return changesOf(present, answers).map(withArrows)
}

/**
 * What was agreed to, line by line, to stay in the scrollback: what changes, the files, links and
 * commands.
 */
export function reviewedLines(wizard: Pick<Reviewing, 'present' | 'answers' | 'review'>): readonly string[] {
  const { files, links, commands } = wizard.review
  const words = changedWords(wizard)
  return [
    'What was reviewed:',
    ...(words.length === 0 ? ['Sizes stay as they are.'] : words).map(indented),
    ...courseOf(wizard.review).map(indented),
    ...files.map(({ path, change }) => indented(`${marks[change]} ${path}`)),
    ...links.map(({ path, target, change }) => indented(`${marks[change]} ${path} → ${target}`)),
    ...commands.map(({ command, why }) => indented(command === 'wait' ? `… ${why}` : command)),
    '',
  ]
}

const indented = (line: string) => `  ${line}`

/** A path as the review says it: nearly all lie in systemd's folder, so only the rest is said. */
export function shortPath(path: Path): string {
  return path.startsWith(`${unitDirectory}/`) ? path.slice(unitDirectory.length + 1) : path
}
