import { fileOf, nameOf, type Path, type State, unitDirectory } from '../state.js'
import { isRelief } from '../units/names.js'
import type { Between } from './done.js'

/** Files that a run lays down for its own time: they stand in neither of its states and must never outlive it. */
const passing = (path: Path) =>
  path.startsWith('/run/') || (path.startsWith(`${unitDirectory}/`) && isRelief(nameOf(path)))

/**
 * One end of a run, with what an admin did on the server since: unit files that neither end knows stay with their links and
 * processes, and so do edits of files that the run does not change.
 */
export function keeping(now: State, between: Between, lead: 'from' | 'to'): State {
  const { from, to } = between
  const wanted = between[lead]
  const fresh = Object.keys(now.files).filter(
    (path) => !(path in from.files || path in to.files || passing(path)),
  )
  const left = Object.keys(now.files).filter(
    (path) => path in from.files && from.files[path] === to.files[path],
  )
  const texts = [...fresh, ...left].map((path) => [path, now.files[path] ?? ''] as const)
  const units = now.active.filter((unit) => fresh.includes(fileOf(unit)))
  const links = Object.entries(now.links).filter(([path]) => fresh.includes(fileOf(nameOf(path))))
  return {
    files: { ...wanted.files, ...Object.fromEntries(texts) },
    links: { ...wanted.links, ...Object.fromEntries(links) },
    active: [...new Set([...wanted.active, ...units])].sort(),
    roles: {
      ...wanted.roles,
      ...Object.fromEntries(units.flatMap((unit) => (now.roles[unit] ? [[unit, now.roles[unit]]] : []))),
    },
  }
}

/** Files that the run changes and that hold neither its old nor its new text: somebody edited them since. */
export function editedSince(now: State, { from, to }: Between): readonly Path[] {
  const touched = [...new Set([...Object.keys(from.files), ...Object.keys(to.files)])].filter(
    (path) => from.files[path] !== to.files[path],
  )
  // A file that was deleted holds nothing that could be lost.
  return touched.filter(
    (path) => path in now.files && now.files[path] !== from.files[path] && now.files[path] !== to.files[path],
  )
}
