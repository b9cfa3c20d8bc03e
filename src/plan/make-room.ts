import type { Unit } from '../state.js'
import type { Making } from './sequence.js'

/**
 * Where a new process does not fit beside what runs, those that it replaces go first, then whatever else goes; the preview tells
 * the gap. False where it does not fit all the same.
 */
export function makeRoom(unit: Unit, { from, to, change, means, line }: Making): boolean {
  const role = to.roles[unit]
  const fitsWithout = (gone: readonly Unit[]) => {
    const stay = [...line.running].flatMap(([each, runs]) =>
      runs === undefined || gone.includes(each) ? [] : [runs],
    )
    return means.fits?.(role === undefined ? stay : [...stay, role]) ?? true
  }
  if (fitsWithout([])) return true
  const old = change.go.filter((each) => line.running.has(each) && from.roles[each]?.kind === 'sidekiq')
  const queuesOf = (each: Unit) => from.roles[each]?.queues ?? []
  const replaced = old.filter((each) => queuesOf(each).every((queue) => line.isServed(queue, old)))
  line.retire(replaced)
  if (fitsWithout([])) return true
  const mine = role?.queues ?? []
  line.retire(
    old.filter((each) => !replaced.includes(each) && queuesOf(each).some((queue) => mine.includes(queue))),
  )
  const others = old.filter((each) => line.running.has(each))
  for (let count = 0; count <= others.length; count++) {
    const gone = others.slice(0, count)
    if (!fitsWithout(gone)) continue
    line.retire(gone)
    return true
  }
  return false
}
