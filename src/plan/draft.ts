import { usualDrain } from '../mastodon/times.js'
import { type Action, isUmbrella, type Role, type State, type Unit } from '../state.js'
import { type Change, compare } from './compare.js'
import type { PlanOptions, Relief } from './plan-options.js'

/**
 * A plan that is being put together. The functions below add to it; each leaves it as the server
 * will be by then.
 */
export interface Draft {
  readonly from: State
  readonly to: State
  readonly change: Change
  readonly options: PlanOptions
  /** The actions so far. */
  readonly actions: Action[]
  /** What runs after them. */
  readonly running: Map<Unit, Role | undefined>
  /** Units that they enable or disable: once is enough. */
  readonly toggled: Set<Unit>
  /** Who stands in for processes that are being exchanged (relieve.ts). */
  relief?: Relief
}

/** A plan without an action, on a server in the state `from`. */
export function emptyDraft(from: State, to: State, options: PlanOptions): Draft {
  return {
    from,
    to,
    change: compare(from, to, options.quiet),
    options,
    actions: [],
    running: new Map(from.active.map((unit) => [unit, from.roles[unit]])),
    toggled: new Set(),
  }
}

export function add({ actions }: Draft, ...more: readonly Action[]): void {
  actions.push(...more)
}

/** At every boot, where the change says so; once. */
export const enable = (draft: Draft, unit: Unit): void => toggle(draft, 'enable', unit)

/** No longer at boot, where the change says so; once. */
export const disable = (draft: Draft, unit: Unit): void => toggle(draft, 'disable', unit)

function toggle(draft: Draft, verb: 'enable' | 'disable', unit: Unit): void {
  if (!draft.change[verb].includes(unit) || draft.toggled.has(unit)) return
  draft.toggled.add(unit)
  add(draft, { do: verb, unit })
}

/** Starts a unit and waits until it works. */
export function startThenAwait(unit: Unit, role: Role | undefined): readonly Action[] {
  return [
    { do: 'start', unit, ...withRole(role) },
    { do: 'await', unit, ...withRole(role) },
  ]
}

/** Enables, starts and awaits a unit of the wanted state. */
export function bringUp(draft: Draft, unit: Unit): void {
  const role = draft.to.roles[unit]
  enable(draft, unit)
  add(draft, ...startThenAwait(unit, role))
  draft.running.set(unit, role)
}

/** Has Sidekiq processes take no more jobs and finish those they have. */
export function quietAndDrain(draft: Draft, units: readonly Unit[]): void {
  const seconds = draft.options.drain ?? usualDrain
  const roleOf = (unit: Unit) => draft.running.get(unit)
  const busy = units.filter((unit) => seconds > 0 && roleOf(unit)?.kind === 'sidekiq')
  for (const unit of busy) add(draft, { do: 'quiet', unit, ...withRole(roleOf(unit)) })
  // All are quiet before the first is waited for: their times run side by side.
  for (const unit of busy) add(draft, { do: 'drain', unit, seconds, ...withRole(roleOf(unit)) })
}

/**
 * Stops and disables a unit; one that goes on as an umbrella over others only loses its process.
 */
export function stopAndDisable(draft: Draft, unit: Unit): void {
  const { running, to } = draft
  const role = running.get(unit)
  // Stopping the unit would stop all that is part of it, and that works already: only its process
  // ends.
  const stays = role?.kind === 'sidekiq' && to.active.includes(unit) && isUmbrella(to.roles[unit])
  add(draft, { do: stays ? 'end' : 'stop', unit, ...withRole(role) })
  if (stays) running.set(unit, to.roles[unit])
  else running.delete(unit)
  disable(draft, unit)
}

/** Quiets, drains, stops and disables. */
export function takeDown(draft: Draft, units: readonly Unit[]): void {
  quietAndDrain(draft, units)
  for (const unit of units) stopAndDisable(draft, unit)
}

/** Quiets, drains and restarts a unit that stays. */
export function restartInPlace(draft: Draft, unit: Unit): void {
  const role = draft.to.roles[unit]
  quietAndDrain(draft, [unit])
  enable(draft, unit)
  add(draft, { do: 'restart', unit, ...withRole(role) }, { do: 'await', unit, ...withRole(role) })
  draft.running.set(unit, role)
}

/** Whether a process besides these takes jobs from a queue. */
export function isServed({ running }: Draft, queue: string, besides: readonly Unit[]): boolean {
  return [...running].some(([unit, role]) => !besides.includes(unit) && role?.queues?.includes(queue))
}

/** Whether all of these may run side by side: connections and memory. */
export function fitTogether({ options }: Draft, roles: readonly (Role | undefined)[]): boolean {
  return options.fits?.(roles.filter((role) => role !== undefined)) ?? true
}

const withRole = (role: Role | undefined) => (role === undefined ? {} : { role })
