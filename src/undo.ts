import { editedSince } from './apply/kept.js'
import type { Entry } from './record/types.js'
import { fileOf, nameOf, type Path, presentIn, type State, templateOf, type Unit } from './state.js'
import { valuesOf, words } from './systemd/unit-text.js'
import { oneHolderEach, withoutUnits } from './undo/holders.js'
import { surgeUnitsOf } from './units/names.js'
import { surgesIn } from './units/surge.js'

/**
 * Where an undo leads, which of the files that it puts back somebody has edited since, and which units that came since then have
 * to go for it: in the place of what comes back, or holding what only one may hold.
 */
export interface Undo {
  readonly target: State
  readonly edited: readonly Path[]
  readonly came: readonly Unit[]
}

/**
 * The server without what these runs changed, whatever else happened to it since: what they did not touch stays as it is now.
 * @param runs the runs to take back, the newest first
 * @param date seconds since 1970: a surge that was to end before it is not brought back
 * @param queues what Mastodon has now, for Sidekiq processes that serve whatever there is
 */
export function undoOf(now: State, runs: readonly Entry[], date = 0, queues?: readonly string[]): Undo {
  let target = now
  const edited = new Set<Path>()
  const known = new Set<Unit>()
  for (const run of runs) {
    for (const path of editedSince(target, run)) edited.add(path)
    for (const unit of [...presentIn(run.from), ...presentIn(run.to)]) known.add(unit)
    target = without(withoutUnits(target, strangers(target, run)), run)
  }
  target = withQueues(withFiles(withoutEnded(target, now, date), runs), queues)
  const oldest = runs.at(-1)
  if (oldest !== undefined) target = oneHolderEach(target, oldest.from)
  const stays = presentIn(target)
  return {
    target,
    edited: [...edited],
    came: presentIn(now).filter((unit) => !stays.includes(unit) && !known.has(unit)),
  }
}

type Words = Readonly<Record<string, string>>

/** Instances of what a run changed that neither end of it knows: they came since, in the place of those that it started. */
function strangers(now: State, { from, to }: Entry): readonly Unit[] {
  const [old, made] = [presentIn(from), presentIn(to)]
  const moved = [...old, ...made].filter((unit) => old.includes(unit) !== made.includes(unit))
  const templates = new Set(moved.map(templateOf))
  const changed = (unit: Unit) =>
    templates.has(templateOf(unit)) || from.files[fileOf(unit)] !== to.files[fileOf(unit)]
  return presentIn(now).filter(
    (unit) => templateOf(unit) !== unit && ![...old, ...made].includes(unit) && changed(unit),
  )
}

function without(now: State, { from, to }: Entry): State {
  const restored = (is: Words, was: Words, became: Words): Words =>
    Object.fromEntries(
      [...new Set([...Object.keys(is), ...Object.keys(was)])].flatMap((key) => {
        const value = was[key] === became[key] ? is[key] : was[key]
        return value === undefined ? [] : [[key, value] as const]
      }),
    )
  // Started by a run whose record is damaged, say: its file goes, and nothing lies below that.
  const isOrphan = (unit: Unit) =>
    !(fileOf(unit) in from.files) && fileOf(unit) in to.files && !(unit in from.roles)
  const links = Object.entries(restored(now.links, from.links, to.links)).filter(
    ([path]) => !isOrphan(nameOf(path)),
  )
  const active = [...new Set([...now.active, ...from.active])].filter((unit) => {
    const [is, was, became] = [now, from, to].map((state) => state.active.includes(unit))
    if (was !== became) return was
    if (isOrphan(unit)) return false
    // It ran before and after and has failed since; one that was disabled, too, was meant to stop.
    return is || (was && (isLinked(now, unit) || !isLinked(to, unit)))
  })
  const changed = (unit: Unit) => from.files[fileOf(unit)] !== to.files[fileOf(unit)]
  const roles = [...new Set([...Object.keys(now.roles), ...Object.keys(from.roles)])].flatMap((unit) => {
    const role = changed(unit) ? (from.roles[unit] ?? now.roles[unit]) : (now.roles[unit] ?? from.roles[unit])
    return role === undefined ? [] : [[unit, role] as const]
  })
  return {
    files: restored(now.files, from.files, to.files),
    links: Object.fromEntries(links),
    active: active.sort(),
    roles: Object.fromEntries(roles),
  }
}

const isLinked = ({ links }: State, unit: Unit) =>
  Object.keys(links).some((path) => path.endsWith(`/${unit}`))

/** Without the surges that would come back although their end is over. */
function withoutEnded(target: State, now: State, date: number): State {
  const standing = surgesIn(now)
  const over = Object.entries(surgesIn(target)).filter(
    ([label, { until }]) => until <= date && !(label in standing),
  )
  const units = over.flatMap(([label, surge]) => [...surge.units, ...Object.values(surgeUnitsOf(label))])
  const gone = new Set(units.flatMap((unit) => [unit, fileOf(unit)]))
  const left = (map: Words): Words =>
    Object.fromEntries(
      Object.entries(map).filter(([path]) => !units.some((unit) => path.endsWith(`/${unit}`))),
    )
  return {
    ...target,
    files: Object.fromEntries(Object.entries(target.files).filter(([path]) => !gone.has(path))),
    links: left(target.links),
    active: target.active.filter((unit) => !gone.has(unit)),
  }
}

/** With the files that somebody deleted although the units that come back need them, and as what those units were with them. */
function withFiles(target: State, runs: readonly Entry[]): State {
  const files = { ...target.files }
  const roles = { ...target.roles }
  const units = [...target.active, ...Object.keys(target.links).map(nameOf)]
  for (const unit of new Set(units)) {
    const path = fileOf(unit)
    const from = runs.findLast((run) => path in run.from.files)?.from
    if (path in target.files || path in target.links || from?.files[path] === undefined) continue
    files[path] = from.files[path]
    const role = from.roles[unit]
    if (role !== undefined) roles[unit] = role
  }
  return { ...target, files, roles }
}

/** With the queues that Mastodon has now, for those processes whose text names none. */
function withQueues(target: State, queues: readonly string[] | undefined): State {
  if (queues === undefined || queues.length === 0) return target
  const namesNone = (unit: Unit) => {
    const text = target.files[fileOf(unit)]
    return (
      text !== undefined &&
      !words(valuesOf(text, 'ExecStart')[0] ?? '').some((word) => /^(-q|--queue)/.test(word))
    )
  }
  const roles = Object.entries(target.roles).map(([unit, role]) =>
    role.kind === 'sidekiq' && namesNone(unit)
      ? ([unit, { ...role, queues }] as const)
      : ([unit, role] as const),
  )
  return { ...target, roles: Object.fromEntries(roles) }
}
