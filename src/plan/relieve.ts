import { stockSidekiqThreads, usualThreads } from '../mastodon/defaults.js'
import { fileOf, isUmbrella, type Role, type Unit } from '../state.js'
import { add, type Draft, fitTogether, isServed, startThenAwait } from './draft.js'
import type { Relief } from './plan-options.js'

/**
 * Most threads of a process that only bridges a minute or two: as many as the stock one has, which
 * it may stand in for.
 */
const mostThreads = stockSidekiqThreads
const fewerThreads = [10, usualThreads]

/**
 * Starts somebody who takes jobs while these processes are exchanged, where a queue would be left
 * to nobody and it fits. To be called before they are taken out of service; the draft keeps the
 * relief until it is taken down with what goes.
 */
export function relieve(draft: Draft, units: readonly Unit[]): void {
  if (draft.relief !== undefined) return
  const queues = withoutScheduler(units.flatMap((unit) => draft.running.get(unit)?.queues ?? []))
  if (queues.every((queue) => isServed(draft, queue, units))) return
  const relief = fittingRelief(draft)
  if (relief === undefined) return
  const { unit, text, role } = relief
  add(draft, { do: 'write', path: fileOf(unit), text }, { do: 'reload' }, ...startThenAwait(unit, role))
  draft.running.set(unit, role)
  draft.relief = relief
}

/**
 * For all that will be exchanged, with as many threads as the largest of it has, or with fewer
 * where that does not fit.
 */
function fittingRelief(draft: Draft): Relief | undefined {
  const { options, running } = draft
  const exchanged = exchangedRoles(draft)
  const queues = withoutScheduler(exchanged.flatMap((role) => role.queues ?? []))
  const most = Math.min(mostThreads, Math.max(1, ...exchanged.map((role) => role.threads ?? usualThreads)))
  const sizes = [most, ...fewerThreads.filter((fewer) => fewer < most)]
  const now = [...running.values()]
  const afterwards = rolesAfterwards(draft)
  return sizes
    .flatMap((threads) => options.relief?.(queues, threads) ?? [])
    .find(({ role }) => fitTogether(draft, [...now, role]) && fitTogether(draft, [...afterwards, role]))
}

/** The Sidekiq processes that leave before others come, and those that start anew. */
function exchangedRoles(draft: Draft): readonly Role[] {
  const { from, change } = draft
  const roles = [...leavingFirst(draft), ...change.restart].flatMap((unit) => from.roles[unit] ?? [])
  return roles.filter(({ kind }) => kind === 'sidekiq')
}

/**
 * What runs when what replaces the others has started: the relief still does then, and so does all
 * that goes last.
 */
function rolesAfterwards({ from, to, change }: Draft): readonly (Role | undefined)[] {
  const goesLast = change.go.filter((unit) => from.roles[unit]?.kind !== 'sidekiq')
  return [...to.active.map((unit) => to.roles[unit]), ...goesLast.map((unit) => from.roles[unit])]
}

/** Only one process may ever serve `scheduler`, so nobody can stand in for it. */
function withoutScheduler(queues: readonly string[]): readonly string[] {
  return [...new Set(queues)].filter((queue) => queue !== 'scheduler')
}

/**
 * Sidekiq processes that must have left before what replaces them may come. Where an umbrella's
 * name becomes a process again, all that is part of it stops with it, so that leaves first and in
 * peace.
 */
export function leavingFirst({ from, to, change }: Draft): readonly Unit[] {
  const wasSidekiq = (unit: Unit) => from.roles[unit]?.kind === 'sidekiq'
  const umbrellas = change.held.filter(
    (unit) => isUmbrella(from.roles[unit]) && to.roles[unit]?.kind === 'sidekiq',
  )
  const parts = umbrellas.length === 0 ? [] : change.go.filter(wasSidekiq)
  return [...new Set([...change.held.filter(wasSidekiq), ...parts]), ...umbrellas]
}
