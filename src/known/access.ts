/** How to reach Sidekiq's Redis. Holds a password: never printed, never stored. */
export interface RedisAccess {
  readonly url: string
  readonly password?: string
  readonly username?: string
  /**
   * Where Sentinel tells which server is the master called `name`: then `url` names only the
   * database. From Mastodon 4.3 on.
   */
  readonly sentinels?: {
    readonly hosts: readonly { readonly host: string; readonly port: number }[]
    readonly name: string
    readonly username?: string
    readonly password?: string
  }
  /** Key prefix up to Mastodon 4.3 (REDIS_NAMESPACE), with its colon; empty otherwise. */
  readonly prefix: string
}

/** How to reach PostgreSQL as Mastodon does. Holds a password: never printed, never stored. */
export interface PostgresAccess {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly password?: string
  /**
   * The system user to connect as where the server trusts it by name (peer, over a Unix socket).
   */
  readonly as: string
}
