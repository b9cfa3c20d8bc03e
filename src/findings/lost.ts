import type { Answers } from '../answers.js'
import type { Facts } from '../known/facts.js'
import type { InstalledUnit, UnitFile } from '../known/units.js'
import { type Path, type Role, templateOf, type Unit } from '../state.js'
import { isDropInOf } from '../systemd/drop-ins.js'
import { valuesOf } from '../systemd/unit-text.js'
import { sandboxLines } from '../units/sandbox.js'
import { isOurs } from '../units/section.js'
import type { OwnUnit } from '../units/service.js'
import { environmentOf } from './written.js'

/** What a unit has that those which take its place will not have, by name. */
export interface Lost {
  readonly directives: readonly string[]
  readonly variables: readonly string[]
}

/** What every unit has or may have, and what our units see to in their own way. */
const ordinary: ReadonlySet<string> = new Set([
  ...[
    'Description',
    'Documentation',
    'After',
    'Before',
    'Wants',
    'Requires',
    'PartOf',
    'BindsTo',
    'ReloadPropagatedFrom',
  ],
  ...[
    'StartLimitIntervalSec',
    'StartLimitBurst',
    'WantedBy',
    'RequiredBy',
    'Alias',
    'Also',
    'DefaultInstance',
  ],
  ...[
    'Type',
    'User',
    'Group',
    'WorkingDirectory',
    'Environment',
    'ExecStart',
    'ExecReload',
    'Slice',
    'Restart',
    'RestartSec',
  ],
  ...['TimeoutSec', 'TimeoutStartSec', 'TimeoutStopSec', 'KillMode', 'ReadWritePaths'],
  ...sandboxLines('stock', 'sidekiq', []).map(([key]) => key),
])
/**
 * Variables of Mastodon's own units and of guides, which our units set where they mean something.
 */
const usual: ReadonlySet<string> = new Set([
  ...['RAILS_ENV', 'NODE_ENV', 'PORT', 'LD_PRELOAD', 'MALLOC_ARENA_MAX', 'STREAMING_CLUSTER_NUM'],
  ...['WEB_CONCURRENCY', 'MAX_THREADS', 'SIDEKIQ_CONCURRENCY'],
])
/**
 * The article's BIND=:: and the like, with which streaming is reached on this server as without
 * them.
 */
const hereToo = /^(::1?|127\.0\.0\.1|localhost)$/

/**
 * The units that take a unit's place: of its own name where there are such, or else all of its
 * kind.
 */
export function successors(
  unit: Unit,
  kind: Role['kind'] | undefined,
  units: readonly OwnUnit[],
): readonly OwnUnit[] {
  const all = units.filter(({ role }) => role.kind === kind)
  const same = all.filter((each) => templateOf(each.unit) === templateOf(unit))
  return same.length > 0 ? same : all
}

/** What a unit sets in files that the `next` ones don't read, and they don't set themselves. */
export function lostOf(facts: Facts, answers: Answers, unit: InstalledUnit, next: readonly OwnUnit[]): Lost {
  const { unitFiles, state } = facts
  const stays = (path: Path) => next.every((each) => isDropInOf(path, each.unit))
  const isOwn = isOurs(state.files[unit.file] ?? '')
  const going = [...(isOwn ? [] : [unit.file]), ...unit.dropIns.filter((path) => !stays(path))]
  const lost = unitFiles.filter(({ path }) => going.includes(path))
  const kept = unitFiles.filter(({ path }) => stays(path))
  const losesFolder =
    answers.sandbox === 'stock' && writesElsewhere(lost, [...writable(facts), ...writableIn(kept)])
  const directives = [...lostDirectives(lost, kept, next), ...(losesFolder ? ['ReadWritePaths'] : [])]
  return {
    directives: [...new Set(directives)],
    variables: [...new Set(lostVariables(lost, kept, next, unit))],
  }
}

function lostDirectives(
  lost: readonly UnitFile[],
  kept: readonly UnitFile[],
  next: readonly OwnUnit[],
): readonly string[] {
  const isSet = (key: string) =>
    kept.some((file) => file.directives.includes(key)) ||
    next.every(({ text }) => valuesOf(text, key).length > 0)
  return lost.flatMap((file) => file.directives).filter((key) => !ordinary.has(key) && !isSet(key))
}

function lostVariables(
  lost: readonly UnitFile[],
  kept: readonly UnitFile[],
  next: readonly OwnUnit[],
  unit: InstalledUnit,
): readonly string[] {
  const isSet = (name: string) =>
    kept.some((file) => file.variables.includes(name)) || next.every((each) => name in environmentOf(each))
  // What only the command asks for goes with the command.
  const isInCommand = (name: string) => new RegExp(`\\$\\{?${name}\\b`).test(unit.execStart)
  const means = (name: string) => name !== 'BIND' || !listensHere(unit)
  return lost
    .flatMap((file) => file.variables)
    .filter((name) => !usual.has(name) && !isSet(name) && !isInCommand(name) && means(name))
}

/** Whether a file lets its unit write where none of these folders is. */
function writesElsewhere(files: readonly UnitFile[], folders: readonly Path[]): boolean {
  const isBelow = (path: Path) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`))
  return writableIn(files).some((path) => !isBelow(path))
}

const writableIn = (files: readonly UnitFile[]) => files.flatMap((file) => file.writable)

/** The folders that units of ours may write to in any case. */
const writable = ({ mastodon, settings }: Facts): readonly Path[] =>
  settings.uploads === null ? [mastodon.home] : [mastodon.home, settings.uploads]

const listensHere = ({ environment, execStart }: InstalledUnit) =>
  /streaming/.test(execStart) && hereToo.test(environment['BIND'] ?? '')
