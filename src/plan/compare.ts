import { fileOf, isProcess, nameOf, type Path, type State, type Unit } from '../state.js'

/** What differs between two states, sorted by what has to be done about it. */
export interface Change {
  readonly written: readonly Path[]
  readonly removed: readonly Path[]
  /** Files that lie over another of the same name (in /lib, of a package or an admin's own) that is to count again; not in `removed`. */
  readonly uncovering: readonly Path[]
  readonly enable: readonly Unit[]
  readonly disable: readonly Unit[]
  /** Links into the old text, taken away while systemd still knows that text. */
  readonly relinked: readonly Unit[]
  readonly linked: readonly (readonly [Path, Path])[]
  readonly unlinked: readonly Path[]
  /** Units that only the wanted state has active. */
  readonly come: readonly Unit[]
  /** Processes that stay and must be started anew. */
  readonly restart: readonly Unit[]
  /** Units that must have stopped before something else may start: it claims what they hold, or takes their name. */
  readonly held: readonly Unit[]
  /** Units that only the state at hand has active, without those held. */
  readonly go: readonly Unit[]
}

/** Compares two states; `quiet` are processes that take no jobs any more and must be started anew to do so. */
export function compare(from: State, to: State, quiet: readonly Unit[] = []): Change {
  const written = Object.keys(to.files).filter((path) => from.files[path] !== to.files[path])
  const gone = Object.keys(from.files).filter((path) => !(path in to.files || path in to.links))
  const needed = new Set(to.active.map(fileOf))
  const uncovering = gone.filter((path) => needed.has(path))
  const come = to.active.filter((unit) => !from.active.includes(unit))
  const go = from.active.filter((unit) => !to.active.includes(unit))
  const stay = from.active.filter((unit) => to.active.includes(unit))
  const rewritten = stay.filter((unit) => [...written, ...uncovering].includes(fileOf(unit)))
  const claimed = new Set([...come, ...rewritten].flatMap((unit) => to.roles[unit]?.claims ?? []))
  const holds = (unit: Unit) =>
    (from.roles[unit]?.claims ?? []).some(
      (claim) => claimed.has(claim) && !(to.active.includes(unit) && to.roles[unit]?.claims.includes(claim)),
    )
  // A unit that keeps its name but stops being a process (the stock Sidekiq unit becoming the shim) can't restart in place.
  const moved = rewritten.some((unit) => to.roles[unit]?.kind === 'socket')
  const becomesOther = stay.filter((unit) => {
    // A socket that is to listen elsewhere can't be restarted below the web that uses it.
    if (moved && ['web', 'socket'].includes(to.roles[unit]?.kind ?? '')) return true
    return rewritten.includes(unit) && (from.roles[unit]?.kind !== to.roles[unit]?.kind || holds(unit))
  })
  const again = stay.filter((unit) => rewritten.includes(unit) || quiet.includes(unit))
  const held = [...go.filter(holds), ...becomesOther]
  return {
    written,
    removed: gone.filter((path) => !needed.has(path)),
    uncovering,
    ...compareLinks(from, to),
    come,
    restart: again.filter((unit) => !becomesOther.includes(unit) && isProcess(to.roles[unit])),
    held,
    go: go.filter((unit) => !held.includes(unit)),
  }
}

function compareLinks(from: State, to: State) {
  const gone = Object.entries(from.links).filter(([path, target]) => to.links[path] !== target)
  const made = Object.entries(to.links).filter(([path, target]) => from.links[path] !== target)
  const standard = (path: string, target: string) =>
    path.includes('.wants/') && target === fileOf(nameOf(path))
  const enabledBy = (unit: Unit) => made.filter(([path]) => nameOf(path) === unit)
  const enable = [...new Set(made.map(([path]) => nameOf(path)))].filter((unit) =>
    enabledBy(unit).every(([path, target]) => standard(path, target)),
  )
  const linked = made.filter(([path]) => !enable.includes(nameOf(path)))
  const goneUnits = [...new Set(gone.map(([path]) => nameOf(path)))]
  const kept = new Set(Object.keys(to.links).map(nameOf))
  const topLevel = (unit: Unit) => gone.some(([path]) => nameOf(path) === unit && !path.includes('.wants/'))
  const disable = goneUnits.filter((unit) => !kept.has(unit) && !topLevel(unit))
  const relinked = goneUnits.filter((unit) => kept.has(unit) && enable.includes(unit))
  // What systemctl can't take away alone: one of several links of a unit that stays, and links that enabling never made.
  const byHand = ([path]: readonly [string, string]) =>
    ![...disable, ...relinked].includes(nameOf(path)) && !(path in to.links || path in to.files)
  return { enable, linked, disable, relinked, unlinked: gone.filter(byHand).map(([path]) => path) }
}
