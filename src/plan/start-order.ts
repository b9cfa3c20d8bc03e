import type { Role, State, Unit } from '../state.js'

/** In the order in which units start: umbrellas stand first and the target last. */
export function inStartOrder(units: readonly Unit[], { roles }: State): readonly Unit[] {
  return [...units].sort((a, b) => rank(roles[a]) - rank(roles[b]))
}

/** The other way round: the target stops last of all. */
export function inStopOrder(units: readonly Unit[], { roles }: State): readonly Unit[] {
  return [...units].sort((a, b) => rank(roles[b]) - rank(roles[a]))
}

function rank(role: Role | undefined): number {
  if (role === undefined) return 2
  return { shim: 0, sidekiq: 1, streaming: 2, socket: 3, web: 4, timer: 5, target: 6 }[role.kind]
}
