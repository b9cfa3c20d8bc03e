import type { Entry } from './history.js'
import type { Path, State, Unit } from './state.js'

/** Where an undo leads, and which of the files that it puts back somebody has edited since. */
export interface Undo {
  readonly target: State
  readonly edited: readonly Path[]
}

/**
 * The server without what these runs changed, whatever else happened to it since: what they did not touch stays as it is now.
 * @param runs the runs to take back, the newest first
 */
export function undoOf(now: State, runs: readonly Entry[]): Undo {
  const [newest] = runs
  const oldest = runs.at(-1)
  if (newest === undefined || oldest === undefined) return { target: now, edited: [] }
  const { from } = oldest
  const { to } = newest
  const restored = <T>(is: Readonly<Record<string, T>>, was: Readonly<Record<string, T>>, became: Readonly<Record<string, T>>) =>
    Object.fromEntries(
      [...new Set([...Object.keys(is), ...Object.keys(was)])].flatMap((key) => {
        const value = was[key] === became[key] ? is[key] : was[key]
        return value === undefined ? [] : [[key, value] as const]
      }),
    )
  const flags = (units: readonly Unit[]) => Object.fromEntries(units.map((unit) => [unit, true] as const))
  const touched = [...new Set([...Object.keys(from.files), ...Object.keys(to.files)])].filter((path) => from.files[path] !== to.files[path])
  return {
    target: {
      files: restored(now.files, from.files, to.files),
      links: restored(now.links, from.links, to.links),
      active: Object.keys(restored(flags(now.active), flags(from.active), flags(to.active))).sort(),
      roles: { ...to.roles, ...now.roles, ...from.roles },
    },
    edited: touched.filter((path) => now.files[path] !== to.files[path] && now.files[path] !== from.files[path]),
  }
}
