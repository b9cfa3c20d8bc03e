import { fileOf, nameOf, type Path, type State, type Unit, unitDirectory } from '../state.js'
import { isRelief } from '../units/names.js'
import type { Between, End } from './run-progress.js'

/**
 * Files that a run lays down for its own time: they stand in neither of its states and must never
 * outlive it.
 */
const isPassing = (path: Path) =>
  path.startsWith('/run/') || (path.startsWith(`${unitDirectory}/`) && isRelief(nameOf(path)))

/**
 * One end of a run, with what an admin did on the server since: unit files that neither end knows
 * stay with their links and processes, and so do edits of files that the run does not change.
 */
export function withAdminEdits(now: State, between: Between, end: End): State {
  const { from, to } = between
  const wanted = between[end]
  const paths = Object.keys(now.files)
  const added = paths.filter((path) => !(path in from.files || path in to.files || isPassing(path)))
  const leftAlone = paths.filter((path) => path in from.files && from.files[path] === to.files[path])
  const isAdded = (unit: Unit) => added.includes(fileOf(unit))
  const units = now.active.filter(isAdded)
  return {
    files: { ...wanted.files, ...only(now.files, [...added, ...leftAlone]) },
    links: {
      ...wanted.links,
      ...only(
        now.links,
        Object.keys(now.links).filter((path) => isAdded(nameOf(path))),
      ),
    },
    active: [...new Set([...wanted.active, ...units])].sort(),
    roles: { ...wanted.roles, ...only(now.roles, units) },
  }
}

/** The entries of these keys, as far as there are such. */
function only<T>(record: Readonly<Record<string, T>>, keys: readonly string[]): Readonly<Record<string, T>> {
  return Object.fromEntries(keys.flatMap((key) => (key in record ? [[key, record[key] as T]] : [])))
}

/**
 * Files that the run changes and that hold neither its old nor its new text: somebody edited them
 * since.
 */
export function editedSince(now: State, { from, to }: Between): readonly Path[] {
  const changed = [...new Set([...Object.keys(from.files), ...Object.keys(to.files)])].filter(
    (path) => from.files[path] !== to.files[path],
  )
  const isEdited = (path: Path) => now.files[path] !== from.files[path] && now.files[path] !== to.files[path]
  // A file that was deleted holds nothing that could be lost.
  return changed.filter((path) => path in now.files && isEdited(path))
}
