import { compare } from './plan/compare.js'
import { makeRoom } from './plan/make-room.js'
import type { Task } from './plan/making.js'
import type { Means } from './plan/means.js'
import { leavingFirst, type Relieving, relieving } from './plan/relieve.js'
import type { Making } from './plan/sequence.js'
import { sequence } from './plan/sequence.js'
import { fileOf, type Plan, type Role, type State, type Unit } from './state.js'
import { stopsTooSoon, stopTimeoutFile, stopTimeoutText } from './systemd/stop-timeout.js'

/**
 * The actions that lead from one state of the server to another, in the order systemd and Sidekiq need, so that somebody
 * takes jobs from every queue all the time: write and reload; start the new Sidekiq processes; hand over what only one may
 * hold (`scheduler`, a port): the old stops first; restart what changed, one at a time; let those that go finish their jobs;
 * disable and remove. Where old and new don't fit side by side, the old go first. Equal states give no actions. Nothing is
 * asked of the server: the plan that was reviewed is the plan that runs.
 */
export function plan(from: State, to: State, means: Means = {}): Plan {
  const change = compare(from, to, means.quiet)
  const task: Task = { from, to, change, means }
  const line = sequence(task)
  const making: Making = { ...task, line }
  const relief = relieving(making)
  const patient = prepare(making)
  const of = (units: readonly Unit[], kind: Role['kind']) =>
    units.filter((unit) => (to.roles[unit] ?? from.roles[unit])?.kind === kind)

  // The shims first: what is part of them stops with them, so they must stand before anything leans on them.
  for (const unit of of(change.come, 'shim')) line.begin(unit)
  // A web that shrinks makes room for the Sidekiq that grows.
  const shrinks = webThreads(to) > 0 && webThreads(to) < webThreads(from)
  if (shrinks) handOver('web', making)
  handOverSidekiq(making, relief)
  handOver('streaming', making)
  if (!shrinks) handOver('web', making)
  // Web brings its socket; alone that would stop again at once.
  for (const unit of change.come)
    if (!line.running.has(unit) && to.roles[unit]?.kind !== 'socket') line.begin(unit)
  for (const unit of change.enable) line.enable(unit)

  const bridge = relief.end()
  // The target last: stopping it stops everything that is part of it.
  const go = change.go
    .filter((unit) => line.running.has(unit))
    .sort((a, b) => rank(from.roles[b]) - rank(from.roles[a]))
  const last = go.filter((unit) => from.roles[unit]?.kind !== 'sidekiq')
  line.retire([...go.filter((unit) => !last.includes(unit)), ...bridge.units])
  line.retire(last)
  for (const unit of change.disable) line.disable(unit)
  // A relief that a run before left behind goes with ours: it has the same file.
  const removed = new Set([...change.unlinked, ...change.removed, ...bridge.files, ...patient])
  for (const path of removed) line.add({ do: 'remove', path })
  if (removed.size > 0) line.add({ do: 'reload' })
  return { from, to, actions: line.actions }
}

/** Files, links and what is disabled before anything starts. The files that are to be removed at the end. */
function prepare({ from, to, change, line }: Making): readonly string[] {
  // A link into the old text is taken away while systemd still knows that text; enabling again makes the new one.
  for (const unit of change.relinked) line.add({ do: 'disable', unit })
  // What does not run is disabled before anything starts: the start of what wants it would start it too.
  const early = (unit: Unit) => !from.active.includes(unit) || change.uncovering.includes(fileOf(unit))
  for (const unit of change.disable) if (early(unit)) line.disable(unit)
  const stopped = [...change.held, ...change.go, ...change.restart]
  // What is rewritten stops by its new text: that is the one that systemd has loaded by then.
  const patient = stopped
    .filter((unit) => stopsTooSoon(from.roles[unit]) || stopsTooSoon(to.roles[unit]))
    .map(stopTimeoutFile)
  const missing = patient.filter((path) => !(path in from.files))
  for (const path of missing) line.add({ do: 'write', path, text: stopTimeoutText })
  for (const path of change.written) line.add({ do: 'write', path, text: to.files[path] ?? '' })
  // A unit file that is a link (`systemctl link`) must stand before the unit starts; it takes the place of our file.
  for (const [path, target] of change.linked) line.add({ do: 'link', path, target })
  for (const path of change.uncovering) line.add({ do: 'remove', path })
  if (missing.length + change.written.length + change.linked.length + change.uncovering.length > 0)
    line.add({ do: 'reload' })
  return missing
}

/** Sidekiq: the new first, then the one that holds `scheduler`, then what stays but changed. */
function handOverSidekiq(making: Making, relief: Relieving): void {
  const { from, to, change, line } = making
  const come = change.come.filter((unit) => to.roles[unit]?.kind === 'sidekiq')
  const leaving = leavingFirst(making)
  const claimed = new Set(leaving.flatMap((unit) => from.roles[unit]?.claims ?? []))
  const waits = (unit: Unit) => (to.roles[unit]?.claims ?? []).some((claim) => claimed.has(claim))
  const begin = (unit: Unit) => {
    makeRoom(unit, making)
    line.begin(unit)
  }
  const late: Unit[] = []
  for (const unit of come.filter((each) => !waits(each))) {
    // What leaves in any case may make the room.
    if (!makeRoom(unit, making) && leaving.length > 0) late.push(unit)
    else line.begin(unit)
  }
  if (leaving.length > 0) {
    relief.cover(leaving)
    line.calm(leaving)
    for (const unit of leaving) line.leave(unit)
  }
  for (const unit of leaving.filter((each) => to.active.includes(each))) {
    if (line.running.has(unit)) line.enable(unit)
    else begin(unit)
  }
  for (const unit of [...come.filter(waits), ...late]) begin(unit)
  for (const unit of change.restart.filter((each) => to.roles[each]?.kind === 'sidekiq')) {
    relief.cover([unit])
    line.renew(unit)
  }
}

/** Web or streaming: whoever holds the port stops, at once the new one starts; what only changed is restarted. */
function handOver(kind: 'web' | 'streaming', { from, to, change, line }: Making): void {
  const wasShim = (unit: Unit) => from.roles[unit]?.kind === 'shim' && to.roles[unit]?.kind === kind
  const held = change.held
    .filter(
      (unit) =>
        from.roles[unit]?.kind === kind ||
        (kind === 'web' && from.roles[unit]?.kind === 'socket') ||
        wasShim(unit),
    )
    .sort((a, b) => rank(from.roles[b]) - rank(from.roles[a]))
  line.retire(held)
  const kinds = kind === 'web' ? ['web'] : ['shim', kind]
  const fresh = [...change.come, ...held.filter((unit) => to.active.includes(unit))]
    .filter((unit) => kinds.includes(to.roles[unit]?.kind ?? '') && !line.running.has(unit))
    .sort((a, b) => rank(to.roles[a]) - rank(to.roles[b]))
  for (const unit of fresh) line.begin(unit)
  for (const unit of change.restart.filter((each) => to.roles[each]?.kind === kind)) line.renew(unit)
}

function webThreads({ active, roles }: State): number {
  return active.reduce((sum, unit) => sum + (roles[unit]?.kind === 'web' ? (roles[unit].threads ?? 0) : 0), 0)
}

/** Shims stand first and the target last in starting; stopping is the other way round, the target last of all. */
function rank(role: Role | undefined): number {
  if (role === undefined) return 2
  return { shim: 0, sidekiq: 1, streaming: 2, socket: 3, web: 4, timer: 5, target: 6 }[role.kind]
}
