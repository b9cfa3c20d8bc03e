import type { Plan, Role, State } from '../state.js'

/** What visitors notice of a plan while it is carried out. */
export interface Breaks {
  /** Why web answers nobody for a while: its port goes over to systemd, or nobody holds the port while Puma restarts. */
  readonly web: 'hand-over' | 'restart' | null
  /** Whether live connections are cut: processes start anew, or some end while others go on. */
  readonly streaming: 'restart' | 'end' | null
}

/** What a plan cuts. What goes for good is no break: the changes tell of that. */
export function breaksOf({ from, to, actions }: Plan): Breaks {
  const stops = (kind: Role['kind']) =>
    actions.some(
      (action) => (action.do === 'stop' || action.do === 'restart') && action.role?.kind === kind,
    ) && runs(to, kind)
  const starts = (kind: Role['kind']) =>
    actions.some((action) => (action.do === 'start' || action.do === 'restart') && action.role?.kind === kind)
  // Requests wait at the port that systemd holds.
  const held = runs(from, 'socket') && runs(to, 'socket') && !stops('socket')
  return {
    web: !stops('web') || held ? null : runs(to, 'socket') ? 'hand-over' : 'restart',
    streaming: !stops('streaming') ? null : starts('streaming') ? 'restart' : 'end',
  }
}

const runs = ({ active, roles }: State, kind: Role['kind']) =>
  active.some((unit) => roles[unit]?.kind === kind)
