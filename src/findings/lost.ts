import type { Answers } from '../answers.js'
import type { Facts } from '../known/facts.js'
import type { InstalledUnit } from '../known/units.js'
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
/** Variables of Mastodon's own units and of guides, which our units set where they mean something. */
const usual: ReadonlySet<string> = new Set([
  ...['RAILS_ENV', 'NODE_ENV', 'PORT', 'LD_PRELOAD', 'MALLOC_ARENA_MAX', 'STREAMING_CLUSTER_NUM'],
  ...['WEB_CONCURRENCY', 'MAX_THREADS', 'SIDEKIQ_CONCURRENCY'],
])
/** The article's BIND=:: and the like, with which streaming is reached on this server as without them. */
const hereToo = /^(::1?|127\.0\.0\.1|localhost)$/

/** The units that take a unit's place: of its own name where there are such, or else all of its kind. */
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
export function lostOf(
  { unitFiles, state, settings, mastodon }: Facts,
  answers: Answers,
  unit: InstalledUnit,
  next: readonly OwnUnit[],
): Lost {
  const stays = (path: Path) => next.every((each) => isDropInOf(path, each.unit))
  const goes = [
    ...(isOurs(state.files[unit.file] ?? '') ? [] : [unit.file]),
    ...unit.dropIns.filter((path) => !stays(path)),
  ]
  const lost = unitFiles.filter(({ path }) => goes.includes(path))
  const kept = unitFiles.filter(({ path }) => stays(path))
  const directives = lost.flatMap((file) => file.directives).filter((key) => !ordinary.has(key))
  const has = (key: string) =>
    kept.some((file) => file.directives.includes(key)) ||
    next.every(({ text }) => valuesOf(text, key).length > 0)
  const folders = [
    mastodon.home,
    ...(settings.uploads === null ? [] : [settings.uploads]),
    ...kept.flatMap((file) => file.writable),
  ]
  const writes = (path: Path) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`))
  const shut = answers.sandbox === 'stock' && lost.some((file) => file.writable.some((path) => !writes(path)))
  const set = (name: string) =>
    kept.some((file) => file.variables.includes(name)) || next.every((each) => name in environmentOf(each))
  const named = (name: string) => new RegExp(`\\$\\{?${name}\\b`).test(unit.execStart)
  const needed = (name: string) =>
    !usual.has(name) && !set(name) && !named(name) && !(name === 'BIND' && staysHere(unit))
  const variables = lost.flatMap((file) => file.variables).filter(needed)
  return {
    directives: [...new Set([...directives.filter((key) => !has(key)), ...(shut ? ['ReadWritePaths'] : [])])],
    variables: [...new Set(variables)],
  }
}

const staysHere = ({ environment, execStart }: InstalledUnit) =>
  /streaming/.test(execStart) && hereToo.test(environment['BIND'] ?? '')
