import { isMastodonUnit } from '../facts/unit-files.js'
import type { Run, UnderWay } from '../record.js'
import { type Path, type State, unitDirectory } from '../state.js'

type Noted = Pick<UnderWay, 'number' | 'from' | 'to' | 'failing'>

/**
 * Whether this is a run with both of its states, as far as the parts that are worked with go. What it names is what a run can
 * change: unit files and links of Mastodon's, and nothing else on the server, whoever wrote the record.
 */
export function isRun({ number, kind, who, at, changes, undoes, from, to, failing = [] }: Run & Noted): boolean {
  const numbers = [number, at, ...undoes].every(Number.isFinite)
  return (
    numbers &&
    areWords(failing) &&
    ['apply', 'undo'].includes(kind) &&
    typeof who === 'string' &&
    areWords(changes) &&
    [from, to].every(isState)
  )
}

function isState(state: State): boolean {
  if (!isObject(state) || !isObject(state.roles)) return false
  const { files, links, active, roles } = state
  const units = areWords(active) && [...active, ...Object.keys(roles)].every(isMastodonUnit)
  return units && isMap(files, isUnitFile) && isMap(links, isLink)
}

/** A unit file, or the drop-in that gives a unit more time to stop. */
function isUnitFile(path: Path): boolean {
  const dropIn = /^\/run\/systemd\/system\/([^/]+)\.d\/mastodon-tune\.conf$/.exec(path)?.[1]
  return isMastodonUnit(dropIn ?? below(path))
}

/** A link in /etc/systemd/system itself, or in a folder of what some unit wants. */
function isLink(path: Path): boolean {
  const name = below(path)
  return isMastodonUnit(/^[\w.:@\\-]+\.(?:wants|requires)\/(.+)$/.exec(name)?.[1] ?? name)
}

const below = (path: Path) => (path.startsWith(`${unitDirectory}/`) ? path.slice(unitDirectory.length + 1) : '')

/** Texts by path, each of a kind that is allowed. */
function isMap(map: Readonly<Record<Path, string>>, allows: (path: Path) => boolean): boolean {
  return isObject(map) && areWords(Object.values(map)) && Object.keys(map).every(allows)
}

const areWords = (list: unknown): list is readonly string[] => Array.isArray(list) && list.every((word) => typeof word === 'string')

/** Whether this is an object with names, no list. */
export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)
