import { sandboxDirectives } from '../known/units.js'
import type { Path, Unit } from '../state.js'
import { systemdTimeout } from '../systemd/time.js'
import { type Directives, last, wordsOf } from './directives.js'
import type { Running } from './running.js'

/**
 * All that a pretend systemd knows of a unit: its loaded text, where it lies, whether it is
 * enabled, and what runs.
 */
export interface Known {
  readonly unit: Unit
  readonly text: Directives | undefined
  readonly fragment: Path | undefined
  readonly dropIns: readonly Path[]
  readonly enabled: boolean
  readonly running: Running | undefined
}

/** What `systemctl show` prints of a unit, one property per line. */
export function shown(
  { unit, text = new Map(), fragment, dropIns, enabled, running }: Known,
  keys: readonly string[],
): string {
  const exec = last(text, 'ExecStart')
  const properties: Readonly<Record<string, string>> = {
    Id: unit,
    LoadState: fragment === undefined ? 'not-found' : 'loaded',
    FragmentPath: fragment ?? '',
    DropInPaths: dropIns.join(' '),
    ActiveState: running === undefined ? 'inactive' : 'active',
    SubState: subState(running),
    UnitFileState: enabled ? 'enabled' : 'disabled',
    ExecStart:
      exec === '' ? '' : `{ path=${exec.split(' ')[0]} ; argv[]=${exec} ; ignore_errors=no ; pid=0 }`,
    Environment: (text.get('Environment') ?? []).map((value) => value.replace(/^"|"$/g, '')).join(' '),
    EnvironmentFiles: wordsOf(text, 'EnvironmentFile')
      .map((path) => `${path.replace(/^-/, '')} (ignore_errors=${path.startsWith('-') ? 'yes' : 'no'})`)
      .join('\nEnvironmentFiles='),
    TimeoutStopUSec: `${last(text, 'TimeoutStopSec') || last(text, 'TimeoutSec') || systemdTimeout}s`,
    User: last(text, 'User'),
    WorkingDirectory: last(text, 'WorkingDirectory'),
    Type: last(text, 'Type') || 'simple',
    ...Object.fromEntries(sandboxDirectives.map((key) => [key, last(text, key) || 'no'])),
    MainPID: String(running?.pid ?? 0),
    NRestarts: '0',
    Result: 'success',
    NeedDaemonReload: 'no',
    Listen: last(text, 'ListenStream') && `${last(text, 'ListenStream')} (Stream)`,
  }
  return keys.map((key) => `${key}=${properties[key] ?? ''}`).join('\n')
}

function subState(running: Running | undefined): string {
  if (running === undefined) return 'dead'
  return last(running.directives, 'Type') === 'oneshot' ? 'exited' : 'running'
}

/**
 * The units that a pattern such as `mastodon*.service` stands for: those that are loaded, which
 * here means that they run.
 */
export function matching(running: ReadonlyMap<Unit, Running>, pattern: string): readonly Unit[] {
  const [start = '', end = ''] = pattern.split('*')
  return pattern.includes('*')
    ? [...running.keys()].filter((unit) => unit.startsWith(start) && unit.endsWith(end))
    : [pattern]
}
