import type { Path, State, Unit } from '../state.js'

/** A fact that may not be had: the value, or a sentence that says why not. */
export type Maybe<T> = { readonly value: T } | { readonly unknown: string }

export interface Queue {
  readonly name: string
  /** How often the queue is looked at first, relative to the others; 1 where the file names none. */
  readonly weight: number
}

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

export interface Systemd {
  readonly version: Maybe<number>
  readonly running: boolean
}

export interface Mastodon {
  readonly home: Path
  readonly user: string
  readonly version: Version
  readonly queues: readonly Queue[]
}

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
  readonly replica: boolean
  /** DB_POOL, which would cap every process that sets none itself. */
  readonly dbPool: number | null
  readonly redisHere: boolean
  /** PAPERCLIP_ROOT_PATH where it lies outside Mastodon's home. */
  readonly uploads: Path | null
  readonly sendmail: boolean
}

export interface PostgresLimits {
  readonly maxConnections: number
  readonly reserved: number
  readonly inUse: number
}

/** A unit of Mastodon's that systemd knows, as resolved with its drop-ins. */
export interface InstalledUnit {
  readonly unit: Unit
  readonly file: Path
  readonly dropIns: readonly Path[]
  readonly active: boolean
  readonly enabled: boolean
  readonly execStart: string
  readonly environment: Readonly<Record<string, string>>
  /** Seconds that systemd waits after asking it to stop. */
  readonly stopSeconds: number
}

export interface Facts {
  readonly machine: Machine
  readonly systemd: Systemd
  readonly mastodon: Mastodon
  readonly programs: Programs
  readonly settings: Settings
  readonly postgres: Maybe<PostgresLimits>
  readonly redis: Maybe<string>
  readonly units: readonly InstalledUnit[]
  /** The server as it is now; `from` of every plan. */
  readonly state: State
}

export const known = <T>(fact: Maybe<T>): fact is { readonly value: T } => 'value' in fact

/** Whether Mastodon is at least this release: `since(version, 4, 2)`. */
export function since(version: Version, major: number, minor: number): boolean {
  return version.major > major || (version.major === major && version.minor >= minor)
}
