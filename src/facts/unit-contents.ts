import type { Host } from '../host/host.js'
import type { InstalledUnit, UnitFile } from '../known/units.js'
import { nameOf, type Path, type Unit, unitDirectory } from '../state.js'
import { expand } from '../systemd/specifiers.js'
import { stopTimeoutFile } from '../systemd/stop-timeout.js'
import { assignments, unitSettings, words } from '../systemd/unit-text.js'
import { isMastodonName } from '../units/names.js'
import { readEnvironmentFiles } from './environment-file.js'
import { tryList, tryRead } from './try-read.js'

const sizes = ['WEB_CONCURRENCY', 'MAX_THREADS', 'DB_POOL'] as const

type Values = Readonly<Record<string, string>>

/**
 * What the files of Mastodon's units and the admin's drop-ins set, by name: those that systemd
 * reads for the `units`, and the drop-ins that wait in /etc/systemd/system for units to come;
 * `written` is what `.env.production` sets. What can't be read is left out. Never throws a
 * HostError.
 */
export async function readUnitFiles(
  host: Pick<Host, 'read' | 'list'>,
  units: readonly Pick<InstalledUnit, 'unit' | 'file' | 'dropIns'>[],
  written: Values,
): Promise<readonly UnitFile[]> {
  const ours = new Set(units.map(({ unit }) => stopTimeoutFile(unit)))
  const owners = new Map<Path, Unit>(await waiting(host))
  for (const { unit, file, dropIns } of units) for (const path of [file, ...dropIns]) owners.set(path, unit)
  const paths = [...owners.keys()].filter((path) => path !== '' && !ours.has(path)).sort()
  const read = await Promise.all(paths.map((path) => contentOf(host, path, owners.get(path) ?? '', written)))
  return read.filter((file) => file !== undefined)
}

/** The drop-ins in /etc/systemd/system below a name of Mastodon's, each with that name. */
async function waiting(host: Pick<Host, 'list'>): Promise<readonly (readonly [Path, Unit])[]> {
  const folders = (await tryList(host, unitDirectory)).filter(
    (name) => isMastodonName(name) && name.endsWith('.d'),
  )
  const found = folders.map(async (folder) => {
    const names = (await tryList(host, `${unitDirectory}/${folder}`)).filter((name) => name.endsWith('.conf'))
    return names.map(
      (name) => [`${unitDirectory}/${folder}/${name}`, nameOf(folder).replace(/\.d$/, '')] as const,
    )
  })
  return (await Promise.all(found)).flat()
}

async function contentOf(
  host: Pick<Host, 'read'>,
  path: Path,
  unit: Unit,
  written: Values,
): Promise<UnitFile | undefined> {
  const text = await tryRead(host, path)
  if (text === undefined) return undefined
  const settings = unitSettings([text])
  const valuesOf = (key: string) => (settings.get(key) ?? []).map((line) => expand(line, unit))
  const files = await readEnvironmentFiles(host, valuesOf('EnvironmentFile'))
  // A file has the last word over Environment= (systemd.exec(5)).
  const values: Values = Object.assign({}, ...valuesOf('Environment').map(assignments), files.values)
  const told = sizes.flatMap((name) =>
    /^\d+$/.test(values[name] ?? '') ? [[name, Number(values[name])] as const] : [],
  )
  return {
    path,
    directives: [...settings.keys()].filter((key) => key !== 'EnvironmentFile' || files.unread),
    variables: Object.keys(values).filter(
      (name) => /^[A-Za-z_]\w*$/.test(name) && values[name] !== written[name],
    ),
    writable: valuesOf('ReadWritePaths').flatMap((line) =>
      words(line).map((word) => word.replace(/^[-+]+/, '')),
    ),
    sizes: Object.fromEntries(told),
  }
}
