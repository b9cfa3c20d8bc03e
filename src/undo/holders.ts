import { isWant, nameOf, presentIn, type State, type Unit } from '../state.js'

/**
 * A state in which nobody holds what another one holds (`scheduler`, a port), running or only
 * enabled: of several those stay that held it in the state `before`, as they were then, or else one
 * of them.
 */
export function oneHolderEach(state: State, before: State): State {
  const claims = new Set(presentIn(state).flatMap((unit) => state.roles[unit]?.claims ?? []))
  let target = state
  for (const claim of claims) {
    const holding = ({ roles }: State, units: readonly Unit[]) =>
      units.filter((unit) => roles[unit]?.claims.includes(claim))
    const running = surplus(holding(target, target.active), holding(before, before.active))
    target = { ...target, active: target.active.filter((unit) => !running.includes(unit)) }
    // Those that run come first: where none held it before, one of them stays.
    target = withoutUnits(
      target,
      surplus(holding(target, presentIn(target)), holding(before, presentIn(before))),
    )
  }
  return target
}

/** Those of several holders that are too many. A socket and its service are one. */
function surplus(holders: readonly Unit[], before: readonly Unit[]): readonly Unit[] {
  const stemOf = (unit: Unit) => unit.replace(/\.(service|socket)$/, '')
  if (new Set(holders.map(stemOf)).size < 2) return []
  const old = holders.filter((unit) => before.includes(unit))
  const kept = (old.length > 0 ? old : holders.slice(0, 1)).map(stemOf)
  return holders.filter((unit) => !kept.includes(stemOf(unit)))
}

/** A state in which these units neither run nor are enabled. */
export function withoutUnits(state: State, units: readonly Unit[]): State {
  return {
    ...state,
    active: state.active.filter((unit) => !units.includes(unit)),
    links: Object.fromEntries(
      Object.entries(state.links).filter(([path]) => !(isWant(path) && units.includes(nameOf(path)))),
    ),
  }
}
