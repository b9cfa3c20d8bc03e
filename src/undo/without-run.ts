import { fileOf, nameOf, type Role, type State, type Unit } from '../state.js'

/** What a run changed: the server before it, and after it. */
interface Ends {
  readonly from: State
  readonly to: State
}

/**
 * The server without what a run changed: that is as it was before the run, everything else as it is
 * now.
 */
export function withoutRun(now: State, run: Ends): State {
  const { from, to } = run
  const links = Object.entries(restored(now.links, from.links, to.links))
  return {
    files: restored(now.files, from.files, to.files),
    links: Object.fromEntries(links.filter(([path]) => !isOrphan(nameOf(path), run))),
    active: union(now.active, from.active)
      .filter((unit) => ranWithout(unit, now, run))
      .sort(),
    roles: rolesWithout(now, run),
  }
}

type Words = Readonly<Record<string, string>>

/**
 * For each key what it was before, where the run changed that, and what it is now where it did not.
 */
function restored(is: Words, was: Words, became: Words): Words {
  const entries = union(Object.keys(is), Object.keys(was)).flatMap((key) => {
    const value = was[key] === became[key] ? is[key] : was[key]
    return value === undefined ? [] : [[key, value] as const]
  })
  return Object.fromEntries(entries)
}

/**
 * Whether a unit's file came with the run. It was started by another whose record is damaged, say:
 * its file goes, and nothing lies below that.
 */
function isOrphan(unit: Unit, { from, to }: Ends): boolean {
  const path = fileOf(unit)
  return !(path in from.files) && path in to.files && !(unit in from.roles)
}

/** Whether a unit runs where nobody has carried out the run. */
function ranWithout(unit: Unit, now: State, run: Ends): boolean {
  const was = run.from.active.includes(unit)
  if (was !== run.to.active.includes(unit)) return was
  if (isOrphan(unit, run)) return false
  if (now.active.includes(unit)) return true
  // It ran before and after and has failed since; one that was disabled, too, was meant to stop.
  return was && (isLinked(now, unit) || !isLinked(run.to, unit))
}

/**
 * Of a unit whose file comes back the role that it had with it; of all others what they are now.
 */
function rolesWithout(now: State, { from, to }: Ends): Readonly<Record<Unit, Role>> {
  const roleOf = (unit: Unit) => {
    const isChanged = from.files[fileOf(unit)] !== to.files[fileOf(unit)]
    const [first, second] = isChanged ? [from, now] : [now, from]
    return first.roles[unit] ?? second.roles[unit]
  }
  const units = union(Object.keys(now.roles), Object.keys(from.roles))
  const roles = units.flatMap((unit) => {
    const role = roleOf(unit)
    return role === undefined ? [] : [[unit, role] as const]
  })
  return Object.fromEntries(roles)
}

const union = (some: readonly string[], others: readonly string[]) => [...new Set([...some, ...others])]

const isLinked = ({ links }: State, unit: Unit) =>
  Object.keys(links).some((path) => path.endsWith(`/${unit}`))
