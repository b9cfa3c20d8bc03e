import { isUmbrella, type Role, type Unit } from '../state.js'
import { bringUp, type Draft, restartInPlace, takeDown } from './draft.js'
import { inStartOrder, inStopOrder } from './start-order.js'

/**
 * Web or streaming: whoever holds the port stops, at once the new one starts; what only changed is
 * restarted.
 */
export function handOverPort(draft: Draft, kind: 'web' | 'streaming'): void {
  const { from, to, change, running } = draft
  const held = change.held.filter((unit) => givesUpPort(draft, unit, kind))
  takeDown(draft, inStopOrder(held, from))
  const again = held.filter((unit) => to.active.includes(unit))
  const fresh = [...change.come, ...again].filter(
    (unit) => startsWith(to.roles[unit], kind) && !running.has(unit),
  )
  for (const unit of inStartOrder(fresh, to)) bringUp(draft, unit)
  for (const unit of change.restart) if (to.roles[unit]?.kind === kind) restartInPlace(draft, unit)
}

/**
 * Whether a unit is started with web or streaming. Web brings its socket; streaming's umbrella
 * stands before what leans on it.
 */
function startsWith(role: Role | undefined, kind: 'web' | 'streaming'): boolean {
  return role?.kind === kind || (kind === 'streaming' && isUmbrella(role))
}

/**
 * Whether a unit has to let go for web or streaming: such a process, web's socket, or an umbrella
 * whose name becomes a process.
 */
function givesUpPort({ from, to }: Draft, unit: Unit, kind: 'web' | 'streaming'): boolean {
  const was = from.roles[unit]
  if (isUmbrella(was)) return to.roles[unit]?.kind === kind
  return was?.kind === kind || (was?.kind === 'socket' && kind === 'web')
}
