import type { Path, State, Unit } from '../state.js'
import type { InstalledUnit, UnitFile } from './installed-unit.js'

/** A fact that may not be had: the value, or a sentence that says why not. */
export type Maybe<T> = { readonly value: T } | { readonly unknown: string }

/** A queue of config/sidekiq.yml. */
export interface Queue {
  readonly name: string
  /** How often the queue is looked at first, relative to the others; 1 where the file names none. */
  readonly weight: number
}

/** A release of Mastodon's. */
export interface Version {
  readonly major: number
  readonly minor: number
  readonly patch: number
  /** As a person writes it: `4.6.5`, `4.7.0-alpha.2`. */
  readonly text: string
}

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

/** The release of systemd (257), and whether it runs this server: not so in a folder or in most containers of Docker. */
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

/** What `.env.production` means for tuning. None of its values but the upload folder's path is kept. */
export interface Settings {
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

/** PostgreSQL's connections, counted: all it allows, those kept for superusers, and those that are open now. */
export interface PostgresLimits {
  readonly maxConnections: number
  readonly reserved: number
  readonly inUse: number
}

/** One Sidekiq process that lives, as Redis and the kernel tell of it. */
export interface SidekiqProcess {
  /** `hostname:pid:nonce`. */
  readonly identity: string
  readonly hostname: string
  readonly pid: number
  /** The unit on this server whose main process it is; null where there is none (another host, started by hand). */
  readonly unit: Unit | null
  readonly queues: readonly string[]
  readonly threads: number
  readonly busy: number
  /** It takes no further jobs. */
  readonly quiet: boolean
  /** Resident memory in bytes. */
  readonly memory: number | null
  /** Cores it used while it was looked at: 0.95 is nearly all of one. */
  readonly cpu: number | null
  /** When its jobs began, by the queue they came from; seconds since 1970. */
  readonly jobs: readonly { readonly queue: string; readonly since: number }[]
}

/** What happens on one queue, over all processes that serve it; quiet ones don't. */
export interface QueueLoad {
  readonly name: string
  /** Jobs that wait. */
  readonly size: number
  /** Age of the oldest waiting job in seconds; 0 where none waits. */
  readonly latency: number
  readonly processes: number
  readonly threads: number
  /** Threads that run a job of this queue. */
  readonly busy: number
}

/** A look at Sidekiq through Redis. `at` is in seconds since 1970. */
export interface Load {
  readonly at: number
  readonly queues: readonly QueueLoad[]
  readonly processes: readonly SidekiqProcess[]
}

/** How the server does under its load: what Sidekiq did at two moments, and what the machine had left between them. */
export interface Evidence {
  /** The first look and the last; queues in the order of config/sidekiq.yml. */
  readonly before: Load
  readonly now: Load
  /** Share of all cores that had nothing to do between the two, 0 to 1; null where it is not known. */
  readonly idle: number | null
  /** Bytes that could be taken without swapping. */
  readonly memoryFree: number | null
}

/** Everything learnt before the first question. */
export interface Facts {
  readonly machine: Machine
  readonly systemd: Systemd
  readonly mastodon: Mastodon
  readonly programs: Programs
  readonly settings: Settings
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

export const known = <T>(fact: Maybe<T>): fact is { readonly value: T } => 'value' in fact

/** Whether Mastodon is at least this release: `since(version, 4, 2)`. */
export function since(version: Version, major: number, minor: number): boolean {
  return version.major > major || (version.major === major && version.minor >= minor)
}
