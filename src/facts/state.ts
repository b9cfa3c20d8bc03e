import type { Host } from '../host/host.js'
import { isProcess, nameOf, type Path, type State, templateOf, type Unit, unitDirectory } from '../state.js'
import { isMastodonUnit } from '../units/names.js'
import { unitLinks } from './links.js'
import { parseQueues } from './queues.js'
import { namesIn, statOf, textOf } from './reading.js'
import { roleOf } from './role.js'
import { stopTimeoutFiles } from './stop-timeout.js'
import { type SeenUnit, unitFromText } from './unit-files.js'
import { installedUnits } from './units.js'

/** What was learnt already and need not be asked again; `queues` are all names of config/sidekiq.yml. */
export interface Learnt {
  readonly units?: readonly SeenUnit[]
  readonly queues?: readonly string[]
}

/**
 * The part of the server that a plan may change, as it is now. Units whose role is not known are foreign: neither their files
 * nor their links are in it, so no plan can touch them.
 * @throws HostError when a unit's file can't be read
 */
export async function observe(host: Host, learnt: Learnt = {}): Promise<State> {
  const units = learnt.units ?? (await installedUnits(host))
  const queues = learnt.queues ?? (await queuesOf(host, units))
  const role = (unit: SeenUnit) =>
    roleOf(unit.unit, unit.execStart, unit.environment, unit.type, queues, unit.listen)
  const roles = units.flatMap((unit) => {
    const found = role(unit)
    return found === undefined
      ? []
      : [[unit.unit, isProcess(found) ? { ...found, stopSeconds: unit.stopSeconds } : found] as const]
  })
  const known = new Set<Unit>(roles.flatMap(([unit]) => [unit, templateOf(unit)]))
  const foreign = new Set<Unit>(units.map((unit) => unit.unit).filter((unit) => !known.has(unit)))

  const files = await Promise.all(
    (await namesIn(host, unitDirectory)).filter(isMastodonUnit).map(async (name) => {
      const path = `${unitDirectory}/${name}`
      if ((await statOf(host, path))?.kind !== 'file') return []
      const text = await host.read(path)
      return known.has(name) || role(unitFromText(name, path, [text])) !== undefined
        ? [[path, text] as const]
        : []
    }),
  )
  const links = Object.entries(await unitLinks(host)).filter(
    ([path]) => isMastodonUnit(nameOf(path)) && !foreign.has(nameOf(path)),
  )
  return {
    files: { ...Object.fromEntries<string>(files.flat()), ...(await stopTimeoutFiles(host)) },
    links: Object.fromEntries<Path>(links),
    active: units
      .filter((unit) => unit.active && known.has(unit.unit))
      .map((unit) => unit.unit)
      .sort(),
    roles: Object.fromEntries(roles),
  }
}

/** The queue names by the folder that the units work in; none where it can't be told. */
async function queuesOf(host: Host, units: readonly SeenUnit[]): Promise<readonly string[]> {
  for (const home of new Set(
    units.map((unit) => unit.workingDirectory).filter((folder) => folder.startsWith('/')),
  )) {
    const file = `${home}/config/sidekiq.yml`
    const text = await textOf(host, file)
    // One that can't be understood, as in the middle of an upgrade, tells no names; what is put back must not wait for it.
    if (text !== undefined) return (await parseQueues(text, file).catch(() => [])).map((queue) => queue.name)
  }
  return []
}
