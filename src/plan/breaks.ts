import type { Plan, Role, State } from '../state.js'
import { processChangeOf } from './actions/index.js'

/** What visitors notice of a plan while it is carried out. */
export interface Breaks {
  /**
   * Why web answers nobody for a while: its port goes over to systemd, or nobody holds the port
   * while Puma restarts.
   */
  readonly web: 'hand-over' | 'restart' | null
  /** Whether live connections are cut: processes start anew, or some end while others go on. */
  readonly streaming: 'restart' | 'end' | null
}

/** What a plan cuts. What goes for good is no break: the changes tell of that. */
export function breaksOf(plan: Plan): Breaks {
  return { web: webBreak(plan), streaming: streamingBreak(plan) }
}

function webBreak(plan: Plan): Breaks['web'] {
  if (!stops(plan, 'web')) return null
  const socketAfterwards = runs(plan.to, 'socket')
  // Requests wait at the port that systemd holds.
  if (runs(plan.from, 'socket') && socketAfterwards && !stops(plan, 'socket')) return null
  return socketAfterwards ? 'hand-over' : 'restart'
}

function streamingBreak(plan: Plan): Breaks['streaming'] {
  if (!stops(plan, 'streaming')) return null
  return does(plan, 'starts', 'streaming') ? 'restart' : 'end'
}

/** Whether a process of this kind ends and such are to run afterwards. */
const stops = (plan: Plan, kind: Role['kind']) => does(plan, 'ends', kind) && runs(plan.to, kind)

const does = ({ actions }: Plan, change: 'starts' | 'ends', kind: Role['kind']) =>
  actions.some(
    (action) => 'role' in action && action.role?.kind === kind && processChangeOf(action)?.[change] === true,
  )

const runs = ({ active, roles }: State, kind: Role['kind']) =>
  active.some((unit) => roles[unit]?.kind === kind)
