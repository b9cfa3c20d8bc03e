import { editedSince } from './apply/kept.js'
import { words } from './facts/unit-text.js'
import type { Entry } from './record/history.js'
import { fileOf, nameOf, type Path, type State, type Unit } from './state.js'
import { valuesOf } from './units/section.js'
import { surgesIn } from './units/surge.js'

/** Where an undo leads, and which of the files that it puts back somebody has edited since. */
export interface Undo {
  readonly target: State
  readonly edited: readonly Path[]
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
  for (const run of runs) {
    for (const path of editedSince(target, run)) edited.add(path)
    target = without(target, run)
  }
  return { target: withQueues(withFiles(withoutEnded(target, now, date), runs), queues), edited: [...edited] }
}

type Words = Readonly<Record<string, string>>

function without(now: State, { from, to }: Entry): State {
  const restored = (is: Words, was: Words, became: Words): Words =>
    Object.fromEntries(
      [...new Set([...Object.keys(is), ...Object.keys(was)])].flatMap((key) => {
        const value = was[key] === became[key] ? is[key] : was[key]
        return value === undefined ? [] : [[key, value] as const]
      }),
    )
  // Started by a run whose record is damaged, say: its file goes, and nothing lies below that.
  const isOrphan = (unit: Unit) => !(fileOf(unit) in from.files) && fileOf(unit) in to.files && !(unit in from.roles)
  const links = Object.entries(restored(now.links, from.links, to.links)).filter(([path]) => !isOrphan(nameOf(path)))
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

const isLinked = ({ links }: State, unit: Unit) => Object.keys(links).some((path) => path.endsWith(`/${unit}`))

/** Without the surges that would come back although their end is over. */
function withoutEnded(target: State, now: State, date: number): State {
  const standing = surgesIn(now)
  const over = Object.entries(surgesIn(target)).filter(([label, { until }]) => until <= date && !(label in standing))
  const units = over.flatMap(([label, surge]) => [...surge.units, `mastodon-surge-${label}.timer`, `mastodon-surge-${label}.service`])
  const gone = new Set(units.flatMap((unit) => [unit, fileOf(unit)]))
  const left = (map: Words): Words =>
    Object.fromEntries(Object.entries(map).filter(([path]) => !units.some((unit) => path.endsWith(`/${unit}`))))
  return {
    ...target,
    files: Object.fromEntries(Object.entries(target.files).filter(([path]) => !gone.has(path))),
    links: left(target.links),
    active: target.active.filter((unit) => !gone.has(unit)),
  }
}

/** With the files that somebody deleted although the units that come back need them. */
function withFiles(target: State, runs: readonly Entry[]): State {
  const files = { ...target.files }
  const units = [...target.active, ...Object.keys(target.links).map(nameOf)]
  for (const path of units.map(fileOf)) {
    const text = runs.findLast((run) => path in run.from.files)?.from.files[path]
    if (!(path in files || path in target.links) && text !== undefined) files[path] = text
  }
  return { ...target, files }
}

/** With the queues that Mastodon has now, for those processes whose text names none. */
function withQueues(target: State, queues: readonly string[] | undefined): State {
  if (queues === undefined || queues.length === 0) return target
  const namesNone = (unit: Unit) => {
    const text = target.files[fileOf(unit)]
    return text !== undefined && !words(valuesOf(text, 'ExecStart')[0] ?? '').some((word) => /^(-q|--queue)/.test(word))
  }
  const roles = Object.entries(target.roles).map(([unit, role]) =>
    role.kind === 'sidekiq' && namesNone(unit) ? ([unit, { ...role, queues }] as const) : ([unit, role] as const),
  )
  return { ...target, roles: Object.fromEntries(roles) }
}
