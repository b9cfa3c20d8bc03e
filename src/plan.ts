import { type Action, fileOf, type Plan, type Role, type State, type Unit } from './state.js'

/**
 * The actions that lead from one state of the server to another, in the order systemd and Sidekiq need:
 * write and reload; hand over what only one may hold (`scheduler`, a port): stop and disable the old, then enable and start
 * the new; start what is new; restart what changed, one at a time; stop and disable what goes; remove files. Equal states
 * give no actions. Nothing is asked of the server: the plan that was reviewed is the plan that runs.
 */
export function plan(from: State, to: State): Plan {
  const change = compare(from, to)
  const actions: Action[] = []
  const roleOf = (unit: Unit, state: State): { role?: Role } => (state.roles[unit] ? { role: state.roles[unit] } : {})
  const stop = (unit: Unit) => actions.push({ do: 'stop', unit, ...roleOf(unit, from) })
  const enable = (unit: Unit) => change.enable.includes(unit) && actions.push({ do: 'enable', unit })
  const disable = (unit: Unit) => change.disable.includes(unit) && from.active.includes(unit) && actions.push({ do: 'disable', unit })
  const begin = (unit: Unit) => actions.push({ do: 'start', unit, ...roleOf(unit, to) }, { do: 'await', unit, ...roleOf(unit, to) })

  // A link into the old text is taken away while systemd still knows that text; enabling again makes the new one.
  for (const unit of change.relinked) actions.push({ do: 'disable', unit })
  // What does not run is disabled before anything starts: the start of what wants it would start it too.
  const idle = change.disable.filter((unit) => !from.active.includes(unit))
  for (const unit of idle) actions.push({ do: 'disable', unit })
  for (const path of change.written) actions.push({ do: 'write', path, text: to.files[path] ?? '' })
  // A unit file that is a link (`systemctl link`) must stand before the unit starts; it takes the place of our file.
  for (const [path, target] of change.linked) actions.push({ do: 'link', path, target })
  if (change.written.length + change.linked.length > 0) actions.push({ do: 'reload' })

  const handed = new Set<Unit>(idle)
  for (const unit of change.held) {
    stop(unit)
    disable(unit)
    handed.add(unit)
  }
  // The shims first: what is part of them stops with them, so they must stand before anything leans on them.
  const come = [...change.come].sort((a, b) => rank(to.roles[a]) - rank(to.roles[b]))
  const again = change.held.filter((unit) => to.active.includes(unit))
  const fresh = [...again, ...come].sort((a, b) => rank(to.roles[a]) - rank(to.roles[b]))
  for (const unit of fresh) {
    enable(unit)
    begin(unit)
  }
  for (const unit of change.restart) {
    enable(unit)
    actions.push({ do: 'restart', unit, ...roleOf(unit, to) }, { do: 'await', unit, ...roleOf(unit, to) })
  }
  const done = new Set(actions.flatMap((action) => (action.do === 'enable' ? [action.unit] : [])))
  for (const unit of change.enable) if (!done.has(unit)) actions.push({ do: 'enable', unit })
  // The target last: stopping it stops everything that is part of it.
  const go = change.go.filter((unit) => !handed.has(unit)).sort((a, b) => rank(from.roles[b]) - rank(from.roles[a]))
  for (const unit of go) {
    stop(unit)
    disable(unit)
    handed.add(unit)
  }
  for (const unit of change.disable) if (!handed.has(unit)) actions.push({ do: 'disable', unit })
  for (const path of change.unlinked) actions.push({ do: 'remove', path })
  for (const path of change.removed) actions.push({ do: 'remove', path })
  if (change.removed.length + change.unlinked.length > 0) actions.push({ do: 'reload' })
  return { from, to, actions }
}

/** Shims stand first and the target last in starting; stopping is the other way round, the target last of all. */
function rank(role: Role | undefined): number {
  if (role === undefined) return 2
  return { shim: 0, sidekiq: 1, streaming: 2, socket: 3, web: 4, timer: 5, target: 6 }[role.kind]
}

interface Change {
  readonly written: readonly string[]
  readonly removed: readonly string[]
  readonly enable: readonly Unit[]
  readonly disable: readonly Unit[]
  readonly relinked: readonly Unit[]
  readonly linked: readonly (readonly [string, string])[]
  readonly unlinked: readonly string[]
  readonly come: readonly Unit[]
  readonly restart: readonly Unit[]
  readonly held: readonly Unit[]
  readonly go: readonly Unit[]
}

function compare(from: State, to: State): Change {
  const written = Object.keys(to.files).filter((path) => from.files[path] !== to.files[path])
  const removed = Object.keys(from.files).filter((path) => !(path in to.files || path in to.links))
  const links = compareLinks(from, to)
  const come = to.active.filter((unit) => !from.active.includes(unit))
  const go = from.active.filter((unit) => !to.active.includes(unit))
  const rewritten = from.active.filter((unit) => to.active.includes(unit) && written.includes(fileOf(unit)))
  const claimed = new Set([...come, ...rewritten].flatMap((unit) => (to.roles[unit]?.claims ?? []).map((claim) => `${claim}`)))
  const holds = (unit: Unit) =>
    (from.roles[unit]?.claims ?? []).some(
      (claim) => claimed.has(claim) && !(to.active.includes(unit) && to.roles[unit]?.claims.includes(claim)),
    )
  const runs = (role: Role | undefined) => role !== undefined && ['web', 'streaming', 'sidekiq'].includes(role.kind)
  // A unit that keeps its name but stops being a process (the stock Sidekiq unit becoming the shim) can't restart in place.
  const becomesOther = rewritten.filter((unit) => from.roles[unit]?.kind !== to.roles[unit]?.kind || holds(unit))
  return {
    written,
    removed,
    ...links,
    come,
    restart: rewritten.filter((unit) => !becomesOther.includes(unit) && runs(to.roles[unit])),
    held: [...go.filter(holds), ...becomesOther],
    go,
  }
}

function compareLinks(from: State, to: State) {
  const unitOf = (link: string): Unit => link.slice(link.lastIndexOf('/') + 1)
  const gone = Object.entries(from.links).filter(([path, target]) => to.links[path] !== target)
  const made = Object.entries(to.links).filter(([path, target]) => from.links[path] !== target)
  const standard = (path: string, target: string) => path.includes('.wants/') && target === fileOf(unitOf(path))
  const enabledBy = (unit: Unit) => made.filter(([path]) => unitOf(path) === unit)
  const enable = [...new Set(made.map(([path]) => unitOf(path)))].filter((unit) =>
    enabledBy(unit).every(([path, target]) => standard(path, target)),
  )
  const linked = made.filter(([path]) => !enable.includes(unitOf(path)))
  const goneUnits = [...new Set(gone.map(([path]) => unitOf(path)))]
  const kept = new Set(Object.keys(to.links).map(unitOf))
  const topLevel = (unit: Unit) => gone.some(([path]) => unitOf(path) === unit && !path.includes('.wants/'))
  const disable = goneUnits.filter((unit) => !kept.has(unit) && !topLevel(unit))
  const relinked = goneUnits.filter((unit) => kept.has(unit) && enable.includes(unit))
  // What systemctl can't take away alone: one of several links of a unit that stays, and links that enabling never made.
  const byHand = ([path]: readonly [string, string]) =>
    ![...disable, ...relinked].includes(unitOf(path)) && !(path in to.links || path in to.files)
  return { enable, linked, disable, relinked, unlinked: gone.filter(byHand).map(([path]) => path) }
}
