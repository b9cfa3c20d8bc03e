import { fileOf, isProcess, type Path, type State, type Unit } from '../state.js'
import { compareLinks, type LinksChange } from './compare-links.js'

/** What differs between two states, sorted by what has to be done about it. */
export interface Change extends FilesChange, LinksChange {
  /** Units that only the wanted state has active. */
  readonly come: readonly Unit[]
  /** Processes that stay and must be started anew. */
  readonly restart: readonly Unit[]
  /**
   * Units that must have stopped before something else may start: it claims what they hold, or
   * takes their name.
   */
  readonly held: readonly Unit[]
  /** Units that only the state at hand has active, without those held. */
  readonly go: readonly Unit[]
}

interface FilesChange {
  readonly written: readonly Path[]
  readonly removed: readonly Path[]
  /**
   * Files that lie over another of the same name (in /lib, of a package or an admin's own) that is
   * to count again; not in `removed`.
   */
  readonly uncovering: readonly Path[]
}

/**
 * Compares two states; `quiet` are processes that take no jobs any more and must be started anew to
 * do so.
 */
export function compare(from: State, to: State, quiet: readonly Unit[] = []): Change {
  const files = compareFiles(from, to)
  const newTexts = [...files.written, ...files.uncovering]
  const come = to.active.filter((unit) => !from.active.includes(unit))
  const go = from.active.filter((unit) => !to.active.includes(unit))
  const stay = from.active.filter((unit) => to.active.includes(unit))
  const rewritten = stay.filter((unit) => newTexts.includes(fileOf(unit)))

  const starting = [...come, ...rewritten]
  const inTheWay = (unit: Unit) => holdsWhatStartsClaim(from, to, unit, starting)
  const becomesOther = rewritten.filter((unit) => changesKind(from, to, unit) || inTheWay(unit))
  const moved = besideMovedSocket(to, stay, rewritten)
  // In the order of `stay`.
  const stopped = stay.filter((unit) => moved.includes(unit) || becomesOther.includes(unit))
  const held = [...go.filter(inTheWay), ...stopped]
  const again = stay.filter((unit) => rewritten.includes(unit) || quiet.includes(unit))
  return {
    ...files,
    ...compareLinks(from, to),
    come,
    restart: again.filter((unit) => !stopped.includes(unit) && isProcess(to.roles[unit])),
    held,
    go: go.filter((unit) => !held.includes(unit)),
  }
}

function compareFiles(from: State, to: State): FilesChange {
  const gone = Object.keys(from.files).filter((path) => !(path in to.files || path in to.links))
  const needed = new Set(to.active.map(fileOf))
  return {
    written: Object.keys(to.files).filter((path) => from.files[path] !== to.files[path]),
    removed: gone.filter((path) => !needed.has(path)),
    uncovering: gone.filter((path) => needed.has(path)),
  }
}

/**
 * Whether a unit holds now what one of the starting units claims, and does not go on holding it.
 */
function holdsWhatStartsClaim(from: State, to: State, unit: Unit, starting: readonly Unit[]): boolean {
  const keeps = to.active.includes(unit) ? (to.roles[unit]?.claims ?? []) : []
  const claimed = starting.flatMap((each) => to.roles[each]?.claims ?? [])
  const held = from.roles[unit]?.claims ?? []
  return held.some((claim) => claimed.includes(claim) && !keeps.includes(claim))
}

/**
 * A unit that keeps its name but stops being a process (the stock Sidekiq unit becoming the
 * umbrella) can't restart in place.
 */
function changesKind(from: State, to: State, unit: Unit): boolean {
  return from.roles[unit]?.kind !== to.roles[unit]?.kind
}

/**
 * A socket that is to listen elsewhere can't be restarted below the web that uses it: both have to
 * stop.
 */
function besideMovedSocket(
  { roles }: State,
  stay: readonly Unit[],
  rewritten: readonly Unit[],
): readonly Unit[] {
  if (!rewritten.some((unit) => roles[unit]?.kind === 'socket')) return []
  return stay.filter((unit) => roles[unit]?.kind === 'web' || roles[unit]?.kind === 'socket')
}
