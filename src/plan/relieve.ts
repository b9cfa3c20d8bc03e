import { stockSidekiqThreads, usualThreads } from '../mastodon/defaults.js'
import { fileOf, type Role, type Unit } from '../state.js'
import type { Task } from './making.js'
import type { Relief } from './means.js'
import type { Making } from './sequence.js'

/** Most threads of a process that only bridges a minute or two: as many as the stock one has, which it may stand in for. */
const mostThreads = stockSidekiqThreads
const fewerThreads = [10, usualThreads]

/**
 * Somebody who takes jobs while the only process of a queue is exchanged. `cover` is called before processes are taken out of
 * service and starts it when a queue would be left to nobody and it fits; `end` takes it away again.
 */
export function relieving(making: Making) {
  const { from, to, change, means, line } = making
  let on: Relief | undefined
  const exchanged = [...leavingFirst(making), ...change.restart].filter(
    (unit) => from.roles[unit]?.kind === 'sidekiq',
  )
  const queues = withoutScheduler(exchanged.flatMap((unit) => from.roles[unit]?.queues ?? []))

  // It still runs when what replaces the others has started.
  const later = change.go.flatMap((unit) => (from.roles[unit]?.kind === 'sidekiq' ? [] : [from.roles[unit]]))
  const afterwards = [...to.active.map((unit) => to.roles[unit]), ...later]
  const fits = (roles: Iterable<Role | undefined>, relief: Role) =>
    means.fits?.([...roles, relief].filter((role) => role !== undefined)) ?? true
  const fitting = (): Relief | undefined => {
    const most = Math.min(
      mostThreads,
      Math.max(1, ...exchanged.map((unit) => from.roles[unit]?.threads ?? usualThreads)),
    )
    for (const threads of [most, ...fewerThreads.filter((fewer) => fewer < most)]) {
      const relief = means.relief?.(queues, threads)
      if (relief === undefined) return undefined
      if (fits(line.running.values(), relief.role) && fits(afterwards, relief.role)) return relief
    }
    return undefined
  }

  return {
    cover(units: readonly Unit[]): void {
      if (on !== undefined) return
      const theirs = withoutScheduler(units.flatMap((unit) => line.running.get(unit)?.queues ?? []))
      if (theirs.every((queue) => line.isServed(queue, units))) return
      const relief = fitting()
      if (relief === undefined) return
      const { unit, text, role } = relief
      line.add(
        { do: 'write', path: fileOf(unit), text },
        { do: 'reload' },
        { do: 'start', unit, role },
        { do: 'await', unit, role },
      )
      line.running.set(unit, role)
      on = relief
    },
    /** The units to retire with the others, and the files to remove with the others. */
    end(): { readonly units: readonly Unit[]; readonly files: readonly string[] } {
      return on === undefined ? { units: [], files: [] } : { units: [on.unit], files: [fileOf(on.unit)] }
    },
  }
}

/** Only one process may ever serve `scheduler`, so nobody can stand in for it. */
function withoutScheduler(queues: readonly string[]): readonly string[] {
  return [...new Set(queues)].filter((queue) => queue !== 'scheduler')
}

/**
 * Sidekiq processes that must have left before what replaces them may come. Where the shim's name becomes a process again, all
 * that is part of it stops with it, so that leaves first and in peace.
 */
export function leavingFirst({ from, to, change }: Task): readonly Unit[] {
  const held = change.held.filter((unit) => from.roles[unit]?.kind === 'sidekiq')
  const shims = change.held.filter(
    (unit) => from.roles[unit]?.kind === 'shim' && to.roles[unit]?.kind === 'sidekiq',
  )
  const parts = shims.length === 0 ? [] : change.go.filter((unit) => from.roles[unit]?.kind === 'sidekiq')
  return [...new Set([...held, ...parts]), ...shims]
}

export type Relieving = ReturnType<typeof relieving>
