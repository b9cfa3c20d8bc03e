import type { State } from '../state.js'
import { listed } from '../text/format.js'

type Seen = Pick<State, 'files' | 'links' | 'active'>

/** Names that a sentence holds without becoming a list. */
const most = 4

/**
 * What differs between two looks at a server, to be put into a sentence: `: a, b and 3 more`; empty
 * where nothing has a name.
 */
export function changedText(before: Seen, after: Seen): string {
  const entries = (state: Seen): Readonly<Record<string, string>> => ({
    ...state.files,
    ...state.links,
    ...Object.fromEntries(state.active.map((unit) => [unit, 'runs'])),
  })
  const [was, is] = [entries(before), entries(after)]
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => was[name] !== is[name],
  )
  if (names.length === 0) return ''
  const others = names.length > most ? [`${names.length - most + 1} more`] : []
  return `: ${listed([...names.slice(0, others.length > 0 ? most - 1 : most), ...others])}`
}
