/** An absolute path on the server. */
export type Path = string

/** A unit's full name, such as `mastodon-sidekiq-01-push@25.service`. */
export type Unit = string

/** A command as a list: program first, no shell ever. */
export type Argv = readonly [string, ...string[]]

/**
 * What a unit is for Mastodon. `shim` (an umbrella over several processes, see `isUmbrella`),
 * `target`, `socket` (web's port, held by systemd) and `timer` (the end of a surge) run no process
 * of Mastodon's: a changed text needs no restart. `claims` are what only one process may hold at a
 * time: the `scheduler` queue, or a TCP port. Two units with a common claim never run side by side.
 */
export interface Role {
  readonly kind: 'web' | 'streaming' | 'sidekiq' | 'shim' | 'target' | 'socket' | 'timer'
  readonly claims: readonly string[]
  /** The queues a Sidekiq process listens to, in order. */
  readonly queues?: readonly string[]
  /** Threads of the process: Sidekiq's concurrency, or workers times threads of Puma. */
  readonly threads?: number
  /** Puma's worker processes; 0 for one process without any. */
  readonly workers?: number
  /** Seconds that systemd gives the process to stop before it kills it. */
  readonly stopSeconds?: number
  /** Where a web unit of ours answers over HTTP, without a path: `http://127.0.0.1:3000`. */
  readonly url?: string
}

/**
 * The part of the server that a plan may change: the unit files of Mastodon below
 * /etc/systemd/system, the symlinks there that enabling makes (link → target), and the units that
 * are active. `roles` tells what each known unit is.
 */
export interface State {
  readonly files: Readonly<Record<Path, string>>
  readonly links: Readonly<Record<Path, Path>>
  readonly active: readonly Unit[]
  readonly roles: Readonly<Record<Unit, Role>>
}

/** A verb that is done to a unit, and what the unit is then, where that is known. */
interface OnUnit<Verb extends string> {
  readonly do: Verb
  readonly unit: Unit
  readonly role?: Role
}

/**
 * One thing that is done to the server. `write` is of unit files, `link` of a symlink that `enable`
 * would not make, `remove` of both; `reload` has systemd read the files; `await` waits until the
 * unit works, which is more than being active: its `role` says how that is told. What else there is
 * to know of a verb stands in its row in plan/actions/.
 */
export type Action =
  | { readonly do: 'write'; readonly path: Path; readonly text: string }
  | { readonly do: 'remove'; readonly path: Path }
  | { readonly do: 'link'; readonly path: Path; readonly target: Path }
  | { readonly do: 'reload' }
  | OnUnit<'enable'>
  | OnUnit<'disable'>
  | OnUnit<'start'>
  | OnUnit<'stop'>
  | OnUnit<'restart'>
  | OnUnit<'await'>
  /** Sidekiq takes no further jobs and finishes those it has (TSTP to the main process). */
  | OnUnit<'quiet'>
  /** Waits until a quiet Sidekiq has no job left, for `seconds` at most. */
  | (OnUnit<'drain'> & { readonly seconds: number })
  /** Ends the main process without a stop job (TERM), so that what is part of the unit runs on. */
  | OnUnit<'end'>

/** The actions that lead from one state to another, in the order that systemd and Sidekiq need. */
export interface Plan {
  readonly from: State
  readonly to: State
  readonly actions: readonly Action[]
}

/**
 * How carrying out a plan ended. `applied` tells the seconds it took; `refused` touched nothing;
 * `rolled-back` is as it was before; `stuck` is neither here nor there, and `left` would lead back.
 * `because` is a sentence.
 */
export type Outcome =
  | { readonly kind: 'applied'; readonly seconds: number }
  | { readonly kind: 'nothing-to-do' }
  | { readonly kind: 'refused'; readonly because: string }
  | { readonly kind: 'rolled-back'; readonly because: string }
  /** `because` is what the run failed at, `back` what putting it back failed at. */
  | {
      readonly kind: 'stuck'
      readonly because: string
      readonly back?: string
      readonly left: readonly Action[]
    }

/** The cause that an outcome names where the admin pressed Ctrl-C. */
export const askedToStop = 'You asked to stop.'

/**
 * What is told while a plan is carried out: each action as it begins, and how it went (seconds it
 * took). `at` counts from 0 to `of` - 1, and is -1 where no action was at hand; `back` is true on
 * the way back to where it began.
 */
export type ApplyEvent =
  /** Before the first action: what is wrong beside the plan, in a sentence. */
  | { readonly event: 'warned'; readonly text: string }
  | {
      readonly event: 'begin'
      readonly at: number
      readonly of: number
      readonly action: Action
      readonly back: boolean
    }
  | { readonly event: 'done'; readonly at: number; readonly seconds: number; readonly back: boolean }
  /**
   * While a process drains: jobs it still has (null until its next heartbeat), and how long
   * (seconds) the oldest of them has run.
   */
  | {
      readonly event: 'draining'
      readonly at: number
      readonly left: number | null
      readonly oldest: number | null
      readonly back: boolean
    }
  | { readonly event: 'failed'; readonly at: number; readonly because: string; readonly back: boolean }
  | { readonly event: 'putting-back'; readonly because: string }

/**
 * Where units and drop-ins stand that last; those of the other last until the next boot
 * (systemd.unit(5)).
 */
export const unitDirectory: Path = '/etc/systemd/system'
export const runtimeDirectory: Path = '/run/systemd/system'

/**
 * Name of the template a unit is an instance of (`a@25.service` → `a@.service`), or the unit
 * itself.
 */
export function templateOf(unit: Unit): Unit {
  return unit.replace(/@[^@]+(\.[a-z]+)$/, '@$1')
}

/** The file in /etc/systemd/system that holds a unit's text. */
export function fileOf(unit: Unit): Path {
  return `${unitDirectory}/${templateOf(unit)}`
}

/** The last part of a path: of a unit's file, or of a link that enables one, the unit's name. */
export function nameOf(path: Path): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Whether a unit of this role runs a process of Mastodon's. */
export function isProcess(role: Role | undefined): boolean {
  return role !== undefined && ['web', 'streaming', 'sidekiq'].includes(role.kind)
}

/**
 * Whether a unit stands for several processes and runs none itself, so that the well-known name
 * reaches all of them. Records and JSON have called that kind `shim` since the first of them, so
 * the word stays.
 */
export function isUmbrella(role: Role | undefined): boolean {
  return role?.kind === 'shim'
}

/**
 * Whether a link has a unit wanted or required by another: such links make it enabled
 * (systemctl(1)).
 */
export const isWant = (path: Path): boolean => /\.(wants|requires)\/[^/]+$/.test(path)

/** The units that are enabled: what something wants or requires. */
export function enabledIn({ links }: Pick<State, 'links'>): readonly Unit[] {
  return [...new Set(Object.keys(links).filter(isWant).map(nameOf))]
}

/** The units that run or are enabled. */
export function presentIn(state: Pick<State, 'active' | 'links'>): readonly Unit[] {
  return [...new Set([...state.active, ...enabledIn(state)])]
}
