import { usualDrain } from '../mastodon/times.js'
import type { Action, Role, Unit } from '../state.js'
import type { Task } from './making.js'

/** A plan that is being put together: the actions so far, and what runs after them. */
export interface Sequence {
  readonly actions: Action[]
  readonly running: Map<Unit, Role | undefined>
  add(...actions: readonly Action[]): void
  /** At every boot, where the change says so; once. */
  enable(unit: Unit): void
  disable(unit: Unit): void
  /** Enables, starts and awaits a unit of the wanted state. */
  begin(unit: Unit): void
  /** Has Sidekiq processes take no more jobs and finish those they have. */
  calm(units: readonly Unit[]): void
  /** Calms, stops and disables. */
  retire(units: readonly Unit[]): void
  /** Stops and disables; a unit that goes on as a shim only loses its process. */
  leave(unit: Unit): void
  /** Calms and restarts in place. */
  renew(unit: Unit): void
  /** Whether a process besides these takes jobs from a queue. */
  isServed(queue: string, besides: readonly Unit[]): boolean
}

/** An empty plan on a server in the state `from`. */
export function sequence({ from, to, change, means }: Task): Sequence {
  const actions: Action[] = []
  const running = new Map(from.active.map((unit) => [unit, from.roles[unit]]))
  const toggled = new Set<Unit>()
  const seconds = means.drain ?? usualDrain
  const add = (...more: readonly Action[]) => void actions.push(...more)
  const withRole = (role: Role | undefined) => (role === undefined ? {} : { role })
  const toggle = (verb: 'enable' | 'disable', unit: Unit) => {
    if (!change[verb].includes(unit) || toggled.has(unit)) return
    toggled.add(unit)
    add({ do: verb, unit })
  }
  const it: Sequence = {
    actions,
    running,
    add,
    enable: (unit) => toggle('enable', unit),
    disable: (unit) => toggle('disable', unit),
    begin(unit) {
      const role = to.roles[unit]
      it.enable(unit)
      add({ do: 'start', unit, ...withRole(role) }, { do: 'await', unit, ...withRole(role) })
      running.set(unit, role)
    },
    calm(units) {
      const busy = units.filter((unit) => seconds > 0 && running.get(unit)?.kind === 'sidekiq')
      for (const unit of busy) add({ do: 'quiet', unit, ...withRole(running.get(unit)) })
      // All are quiet before the first is waited for: their times run side by side.
      for (const unit of busy) add({ do: 'drain', unit, seconds, ...withRole(running.get(unit)) })
    },
    retire(units) {
      it.calm(units)
      for (const unit of units) it.leave(unit)
    },
    leave(unit) {
      const role = running.get(unit)
      // Stopping the unit would stop all that is part of it, and that works already: only its process ends.
      const stays = role?.kind === 'sidekiq' && to.active.includes(unit) && to.roles[unit]?.kind === 'shim'
      add({ do: stays ? 'end' : 'stop', unit, ...withRole(role) })
      if (stays) running.set(unit, to.roles[unit])
      else running.delete(unit)
      it.disable(unit)
    },
    renew(unit) {
      it.calm([unit])
      it.enable(unit)
      add(
        { do: 'restart', unit, ...withRole(to.roles[unit]) },
        { do: 'await', unit, ...withRole(to.roles[unit]) },
      )
      running.set(unit, to.roles[unit])
    },
    isServed: (queue, besides) =>
      [...running].some(([unit, role]) => !besides.includes(unit) && (role?.queues ?? []).includes(queue)),
  }
  return it
}

/** A plan while it is made: what it is made from, and the actions so far. */
export interface Making extends Task {
  readonly line: Sequence
}
