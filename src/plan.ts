import { add, bringUp, type Draft, disable, emptyDraft, enable, takeDown } from './plan/draft.js'
import { handOverPort } from './plan/hand-over-port.js'
import { handOverSidekiq } from './plan/hand-over-sidekiq.js'
import type { PlanOptions } from './plan/plan-options.js'
import { prepareFiles } from './plan/prepare-files.js'
import { inStopOrder } from './plan/start-order.js'
import { fileOf, isUmbrella, type Path, type Plan, type State } from './state.js'

/**
 * The actions that lead from one state of the server to another, in the order systemd and Sidekiq
 * need, so that somebody takes jobs from every queue all the time: write and reload; start the new
 * Sidekiq processes; hand over what only one may hold (`scheduler`, a port): the old stops first;
 * restart what changed, one at a time; let those that go finish their jobs; disable and remove.
 * Where old and new don't fit side by side, the old go first. Equal states give no actions. Nothing
 * is asked of the server: the plan that was reviewed is the plan that runs.
 */
export function plan(from: State, to: State, options: PlanOptions = {}): Plan {
  const draft = emptyDraft(from, to, options)
  const passing = prepareFiles(draft)
  bringUpUmbrellas(draft)
  // A web that shrinks makes room for the Sidekiq that grows.
  const webShrinks = webThreads(to) > 0 && webThreads(to) < webThreads(from)
  if (webShrinks) handOverPort(draft, 'web')
  handOverSidekiq(draft)
  handOverPort(draft, 'streaming')
  if (!webShrinks) handOverPort(draft, 'web')
  bringUpOthers(draft)
  takeDownOld(draft)
  removeFiles(draft, passing)
  return { from, to, actions: draft.actions }
}

/**
 * First of all: what is part of an umbrella stops with it, so it must stand before anything leans
 * on it.
 */
function bringUpUmbrellas(draft: Draft): void {
  for (const unit of draft.change.come) if (isUmbrella(draft.to.roles[unit])) bringUp(draft, unit)
}

/** What nobody has to wait for (the target, timers), and what only has to be enabled. */
function bringUpOthers(draft: Draft): void {
  const { change, running, to } = draft
  // Web brings its socket; alone that would stop again at once.
  for (const unit of change.come)
    if (!running.has(unit) && to.roles[unit]?.kind !== 'socket') bringUp(draft, unit)
  for (const unit of change.enable) enable(draft, unit)
}

/**
 * Sidekiq's processes and their relief, then the rest, the target last: stopping it stops
 * everything that is part of it.
 */
function takeDownOld(draft: Draft): void {
  const { change, running, from, relief } = draft
  const going = inStopOrder(
    change.go.filter((unit) => running.has(unit)),
    from,
  )
  const sidekiq = going.filter((unit) => from.roles[unit]?.kind === 'sidekiq')
  takeDown(draft, relief === undefined ? sidekiq : [...sidekiq, relief.unit])
  takeDown(
    draft,
    going.filter((unit) => !sidekiq.includes(unit)),
  )
  for (const unit of change.disable) disable(draft, unit)
}

function removeFiles(draft: Draft, passing: readonly Path[]): void {
  const { change, relief } = draft
  const ours = relief === undefined ? passing : [fileOf(relief.unit), ...passing]
  // A relief that a run before left behind goes with ours: it has the same file.
  const removed = new Set([...change.unlinked, ...change.removed, ...ours])
  for (const path of removed) add(draft, { do: 'remove', path })
  if (removed.size > 0) add(draft, { do: 'reload' })
}

function webThreads({ active, roles }: State): number {
  return active.reduce((sum, unit) => sum + (roles[unit]?.kind === 'web' ? (roles[unit].threads ?? 0) : 0), 0)
}
