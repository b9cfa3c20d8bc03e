import { type Host, HostError } from '../host/host.js'
import { sandboxDirectives } from '../known/units.js'
import { nameOf, type Path, type Unit } from '../state.js'
import { spanSeconds, systemdTimeout } from '../systemd/time.js'
import { assignments, words } from '../systemd/unit-text.js'
import { everyUnit, isMastodonUnit, isTemplate } from '../units/names.js'
import { isEnabled, unitLinks } from './links.js'
import { isOn, type SeenUnit, unitsFromFiles } from './units-from-files.js'

const properties = `Id,LoadState,FragmentPath,DropInPaths,ActiveState,ExecStart,Environment,EnvironmentFiles,TimeoutStopUSec,User,WorkingDirectory,Type,Listen,${sandboxDirectives.join()}`

/**
 * Mastodon's units, of any layout, as systemd resolves them with their drop-ins; where it can't be
 * asked, as the files in /etc/systemd/system say. Never throws a HostError.
 */
export async function installedUnits(host: Host): Promise<readonly SeenUnit[]> {
  const links = await unitLinks(host)
  if (host.live) {
    try {
      return await unitsFromSystemd(host, links)
    } catch (error) {
      if (!(error instanceof HostError)) throw error
    }
  }
  return unitsFromFiles(host, links)
}

async function unitsFromSystemd(
  host: Host,
  links: Readonly<Record<Path, Path>>,
): Promise<readonly SeenUnit[]> {
  const plain = ['--no-legend', '--plain', '--full', '--no-pager', everyUnit] as const
  const [files, loaded] = await Promise.all([
    host.run(['systemctl', 'list-unit-files', ...plain]),
    host.run(['systemctl', 'list-units', '--all', ...plain]),
  ])
  if (loaded.status !== 0) throw new HostError('systemd does not run here')
  const listed = `${files.stdout}\n${loaded.stdout}`
    .split('\n')
    .map((line) => line.trim().split(/\s+/)[0] ?? '')
  // A template has no properties of its own: systemctl refuses to show it.
  const units = [...new Set([...listed, ...Object.keys(links).map(nameOf)])].filter(
    (name) => isMastodonUnit(name) && !isTemplate(name),
  )
  if (units.length === 0) return []
  const shown = await host.run(['systemctl', 'show', '--no-pager', '-p', properties, '--', ...units.sort()])
  if (shown.status !== 0 && shown.stdout.trim() === '')
    throw new HostError('systemd does not tell of its units')
  return parseShown(shown.stdout, links)
}

/**
 * The units in an answer of `systemctl show`, each once; those that systemd has no text for are
 * left out.
 */
export function parseShown(stdout: string, links: Readonly<Record<Path, Path>>): readonly SeenUnit[] {
  const seen = stdout.split(/\n\s*\n/).flatMap((block) => shownUnit(block, links))
  return [...new Map<Unit, SeenUnit>(seen.map((unit) => [unit.unit, unit])).values()]
}

function shownUnit(block: string, links: Readonly<Record<Path, Path>>): readonly SeenUnit[] {
  const values = new Map<string, string>()
  for (const line of block.split('\n')) {
    const at = line.indexOf('=')
    const key = line.slice(0, at)
    // A oneshot has a line for each of its commands; the first is what it begins with.
    if (at > 0 && !values.has(key)) values.set(key, line.slice(at + 1))
  }
  const get = (key: string) => values.get(key) ?? ''
  const active = ['active', 'activating', 'reloading', 'refreshing'].includes(get('ActiveState'))
  if (get('Id') === '' || (!active && ['not-found', 'masked'].includes(get('LoadState')))) return []
  const execStart = get('ExecStart')
  return [
    {
      unit: get('Id'),
      file: get('FragmentPath'),
      dropIns: words(get('DropInPaths')),
      active,
      enabled: isEnabled(get('Id'), links),
      execStart:
        / argv\[\]=(.*?) ; ignore_errors=/.exec(execStart)?.[1] ??
        (execStart.startsWith('{') ? '' : execStart),
      environment: assignments(get('Environment')),
      stopSeconds: spanSeconds(get('TimeoutStopUSec')) ?? systemdTimeout,
      sandbox: sandboxDirectives.filter((name) => isOn(get(name))),
      type: get('Type'),
      user: get('User'),
      workingDirectory: get('WorkingDirectory').replace(/^[-!]+/, ''),
      // A line for each address.
      listen: [...block.matchAll(/^Listen=(.*) \(Stream\)$/gm)].map(([, address = '']) => address),
      // A line for each here too, in which the `-` of EnvironmentFile= has become words.
      environmentFiles: [...block.matchAll(/^EnvironmentFiles=(.*) \(ignore_errors=\w+\)$/gm)].map(
        ([, path = '']) => path,
      ),
    },
  ]
}
