import type { Queue } from '../mastodon/queue.js'
import type { Version } from '../mastodon/version.js'
import type { Path, State } from '../state.js'
import type { Evidence } from './load.js'
import type { InstalledUnit, UnitFile } from './units.js'

/** A fact that could perhaps not be had: its value, or a sentence that says why there is none. */
export type Maybe<T> = { readonly value: T } | { readonly unknown: string }

/** What the kernel grants this machine or container; bytes and cores. */
export interface Machine {
  readonly hostname: string
  readonly os: string
  readonly cores: number
  /** Cores that the hardware shows, where a quota or a cpuset grants fewer. */
  readonly coresSeen: number
  readonly memory: number
  readonly memoryFree: number
  /** `lxc`, `docker`, `systemd-nspawn` …; null on a machine of its own. */
  readonly container: string | null
  readonly root: boolean
}

/**
 * The release of systemd (257), and whether it runs this server: not so in a folder or in most
 * containers of Docker.
 */
export interface Systemd {
  readonly version: Maybe<number>
  readonly running: boolean
}

/** Where Mastodon is, the system user it runs as, its release, and the queues it has. */
export interface Mastodon {
  readonly home: Path
  readonly user: string
  readonly version: Version
  readonly queues: readonly Queue[]
}

/** Where the programs are that units start. */
export interface Programs {
  readonly bundle: Maybe<Path>
  readonly node: Maybe<Path>
  /** The name or path to give LD_PRELOAD. */
  readonly jemalloc: Maybe<string>
}

/**
 * What `.env.production` means for tuning. None of its values but the upload folder's path is kept.
 */
export interface MastodonSettings {
  readonly readable: Maybe<true>
  readonly databaseHere: boolean
  readonly pgbouncer: boolean
  /** PgBouncer's max_client_conn; only where it stands here and its file says. */
  readonly pgbouncerClients?: number
  readonly replica: boolean
  /** DB_POOL, which would cap every process that sets none itself. */
  readonly dbPool: number | null
  readonly redisHere: boolean
  /** PAPERCLIP_ROOT_PATH where it lies outside Mastodon's home. */
  readonly uploads: Path | null
  readonly sendmail: boolean
}

/**
 * PostgreSQL's connections, counted: all it allows, those kept for superusers, and those that are
 * open now.
 */
export interface PostgresLimits {
  readonly maxConnections: number
  readonly reserved: number
  readonly inUse: number
}

/** How many connections PostgreSQL allows to others than its superusers. */
export function connectionsAllowed({
  maxConnections,
  reserved,
}: Pick<PostgresLimits, 'maxConnections' | 'reserved'>): number {
  return Math.max(0, maxConnections - reserved)
}

/** Everything learnt before the first question. */
export interface Facts {
  readonly machine: Machine
  readonly systemd: Systemd
  readonly mastodon: Mastodon
  readonly programs: Programs
  readonly settings: MastodonSettings
  readonly postgres: Maybe<PostgresLimits>
  readonly redis: Maybe<string>
  /** What Sidekiq does now; only where it was asked for. */
  readonly evidence: Maybe<Evidence>
  readonly units: readonly InstalledUnit[]
  /** The files of these units, and every drop-in, for units to come too. */
  readonly unitFiles: readonly UnitFile[]
  /** The server as it is now; `from` of every plan. */
  readonly state: State
}

/** Whether a fact could be had. */
export const isKnown = <T>(fact: Maybe<T>): fact is { readonly value: T } => 'value' in fact
