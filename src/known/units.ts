import type { Path, Unit } from '../state.js'

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
  /** Which of `sandboxDirectives` are on; absent where nothing tells. */
  readonly sandbox?: readonly string[]
}

/**
 * The directives that tell how a unit is confined: without one of them Mastodon's own sandbox is
 * not there.
 */
export const sandboxDirectives = ['ProtectSystem', 'PrivateMounts', 'PrivateTmp', 'NoNewPrivileges'] as const

/**
 * What a unit's file or a drop-in sets, by name: of its values only sizes are kept, for others may
 * be secrets.
 */
export interface UnitFile {
  readonly path: Path
  /**
   * Keys of its settings: `ExecStart`, `LimitNOFILE`; EnvironmentFile only where such a file could
   * not be read.
   */
  readonly directives: readonly string[]
  /**
   * Environment variables that it or its EnvironmentFile= sets, but for those that
   * `.env.production` sets to the same.
   */
  readonly variables: readonly string[]
  /** Its ReadWritePaths=. */
  readonly writable: readonly Path[]
  /** What it gives WEB_CONCURRENCY, MAX_THREADS and DB_POOL. */
  readonly sizes: Readonly<Record<string, number>>
}
