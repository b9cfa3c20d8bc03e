import type { SandboxLevel } from '../answers.js'
import { type Facts, isKnown, type Maybe } from '../known/facts.js'
import type { Role, Unit } from '../state.js'
import { envAssignment, execProgram, pathValue, UnitTextError, userValue } from '../systemd/escape.js'
import type { Directive, Section } from '../systemd/unit-text.js'
import { sliceUnit, targetUnit } from './names.js'
import { type SandboxKind, sandboxLines } from './sandbox.js'

/** A unit that we write: one instance or plain unit, the text of its file, and what it is for. */
export interface OwnUnit {
  readonly unit: Unit
  readonly text: string
  readonly role: Role
  /** It runs only when something else starts it. */
  readonly idle?: true
}

/**
 * Those that Mastodon's processes connect to, under Debian's names and those of others; what is not
 * there is not waited for.
 */
export const databases: readonly Unit[] = ['postgresql.service', 'redis-server.service', 'redis.service']

/**
 * The [Unit] section of a service; `parts` are the units whose stop and restart reach it, besides
 * mastodon.target.
 */
export function unitSection(description: string, parts: readonly Unit[], after: readonly Unit[]): Section {
  return [
    'Unit',
    [
      ['Description', description],
      ['PartOf', [targetUnit, ...parts].join(' ')],
      ['After', ['network.target', ...after].join(' ')],
      // A slow boot, or a database that comes late, must not end in "start request repeated too
      // quickly".
      ['StartLimitIntervalSec', '0'],
    ],
  ]
}

/**
 * A [Service] section that runs `run` as Mastodon's user in its folder; `stop` is TimeoutStopSec=
 * in seconds.
 */
export function serviceSection(
  facts: Facts,
  level: SandboxLevel,
  kind: SandboxKind,
  run: {
    readonly environment: readonly Directive[]
    readonly exec: readonly Directive[]
    readonly start: number
    readonly stop: number
  },
): Section {
  const { home, user } = facts.mastodon
  const uploads = kind === 'streaming' || facts.settings.uploads === null ? [] : [facts.settings.uploads]
  return [
    'Service',
    [
      ['Type', 'simple'],
      ['User', userValue(user)],
      ['WorkingDirectory', pathValue(home)],
      ...run.environment,
      ...run.exec,
      ['Slice', sliceUnit],
      ['TimeoutStartSec', String(run.start)],
      ['TimeoutStopSec', String(run.stop)],
      // Only the main process is asked to stop, so that ffmpeg may end what it began.
      ['KillMode', 'mixed'],
      ['Restart', 'always'],
      ['RestartSec', '5'],
      ...sandboxLines(level, kind, [home, ...uploads]),
    ],
  ]
}

/** The [Install] section: which units start this one when it is enabled. */
export function installSection(...wantedBy: readonly Unit[]): Section {
  return ['Install', [['WantedBy', wantedBy.join(' ')]]]
}

/** Environment= of one variable. */
export function env(name: string, value: string | number): Directive {
  return ['Environment', envAssignment(name, String(value))]
}

/**
 * LD_PRELOAD with jemalloc, or nothing where it isn't there: the loader would go on without it,
 * silently.
 */
export function jemalloc(facts: Facts): readonly Directive[] {
  const library = facts.programs.jemalloc
  return isKnown(library) ? [env('LD_PRELOAD', library.value)] : []
}

/** A program's path for ExecStart=, or a UnitTextError that says why it isn't known. */
export function program(name: string, path: Maybe<string>): string {
  if (isKnown(path)) return execProgram(path.value)
  throw new UnitTextError(`Without the path of ${name} no unit can be written: ${path.unknown}`)
}
