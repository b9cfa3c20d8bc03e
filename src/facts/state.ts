import type { Host } from '../host/host.js'
import {
  isProcess,
  nameOf,
  type Path,
  type Role,
  type State,
  templateOf,
  type Unit,
  unitDirectory,
} from '../state.js'
import { isMastodonUnit } from '../units/names.js'
import { installedUnits } from './installed-units.js'
import { unitLinks } from './links.js'
import { parseQueues } from './queues.js'
import { roleOf } from './role.js'
import { tryList, tryRead, tryStat } from './try-read.js'
import { type SeenUnit, stopTimeoutFiles, unitFromText } from './units-from-files.js'

/**
 * What was learnt already and need not be asked again; `queues` are all names of
 * config/sidekiq.yml.
 */
export interface Learnt {
  readonly units?: readonly SeenUnit[]
  readonly queues?: readonly string[]
}

/**
 * The part of the server that a plan may change, as it is now. Units whose role is not known are
 * foreign: neither their files nor their links are in it, so no plan can touch them.
 * @throws HostError when a unit's file can't be read
 */
export async function observe(host: Host, learnt: Learnt = {}): Promise<State> {
  const units = learnt.units ?? (await installedUnits(host))
  const queues = learnt.queues ?? (await queuesOf(host, units))
  const roles = rolesOf(units, queues)
  const known = new Set<Unit>(Object.keys(roles).flatMap((unit) => [unit, templateOf(unit)]))
  const isForeign = (unit: Unit) => !known.has(unit) && units.some((each) => each.unit === unit)
  const active = units.filter((unit) => unit.active && known.has(unit.unit))
  return {
    files: { ...(await ownFiles(host, known, queues)), ...(await stopTimeoutFiles(host)) },
    links: await ownLinks(host, isForeign),
    active: active.map(({ unit }) => unit).sort(),
    roles,
  }
}

/** What each unit is; those that are none of Mastodon's are left out. */
function rolesOf(units: readonly SeenUnit[], queues: readonly string[]): Readonly<Record<Unit, Role>> {
  const roles = units.flatMap((seen) => {
    const role = roleOfSeen(seen, queues)
    if (role === undefined) return []
    const { unit, stopSeconds } = seen
    return [[unit, isProcess(role) ? { ...role, stopSeconds } : role] as const]
  })
  return Object.fromEntries(roles)
}

function roleOfSeen(seen: SeenUnit, queues: readonly string[]): Role | undefined {
  const { unit, execStart, environment, type, listen } = seen
  return roleOf(unit, execStart, environment, type, queues, listen)
}

/**
 * The unit files of Mastodon's in /etc/systemd/system: of units with a role, and those whose text
 * would give them one.
 */
async function ownFiles(
  host: Host,
  known: ReadonlySet<Unit>,
  queues: readonly string[],
): Promise<Readonly<Record<Path, string>>> {
  const names = (await tryList(host, unitDirectory)).filter(isMastodonUnit)
  const files = await Promise.all(
    names.map(async (name) => {
      const path = `${unitDirectory}/${name}`
      if ((await tryStat(host, path))?.kind !== 'file') return []
      const text = await host.read(path)
      const isOwn = known.has(name) || roleOfSeen(unitFromText(name, path, [text]), queues) !== undefined
      return isOwn ? [[path, text] as const] : []
    }),
  )
  return Object.fromEntries<string>(files.flat())
}

async function ownLinks(
  host: Host,
  isForeign: (unit: Unit) => boolean,
): Promise<Readonly<Record<Path, Path>>> {
  const links = Object.entries(await unitLinks(host))
  return Object.fromEntries(
    links.filter(([path]) => isMastodonUnit(nameOf(path)) && !isForeign(nameOf(path))),
  )
}

/** The queue names by the folder that the units work in; none where it can't be told. */
async function queuesOf(host: Host, units: readonly SeenUnit[]): Promise<readonly string[]> {
  const folders = units.map((unit) => unit.workingDirectory).filter((folder) => folder.startsWith('/'))
  for (const home of new Set(folders)) {
    const file = `${home}/config/sidekiq.yml`
    const text = await tryRead(host, file)
    // One that can't be understood, as in the middle of an upgrade, tells no names; what is put
    // back must not wait for it.
    if (text !== undefined) return (await parseQueues(text, file).catch(() => [])).map((queue) => queue.name)
  }
  return []
}
