import type { PostgresAccess, RedisAccess } from '../known/access.js'
import type { PostgresLimits } from '../known/facts.js'
import type { Argv, Path } from '../state.js'

export interface Ran {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly input?: string
  /** Seconds until the command is given up. */
  readonly timeout?: number
  readonly env?: Readonly<Record<string, string>>
}

export interface Stat {
  readonly kind: 'file' | 'directory' | 'link' | 'other'
  readonly uid: number
  readonly gid: number
  /** Permission bits, such as 0o644. */
  readonly mode: number
}

/**
 * The only way to a machine. Paths are the server's own. A command's exit status is a value; what
 * can't be done at all throws a HostError.
 */
export interface Host {
  readonly kind: 'local' | 'root' | 'practice'
  /** Whether services can be started here; false where a folder stands for a server. */
  readonly live: boolean
  run(argv: Argv, options?: RunOptions): Promise<Ran>
  read(path: Path): Promise<string>
  readLink(path: Path): Promise<Path>
  list(path: Path): Promise<readonly string[]>
  stat(path: Path): Promise<Stat>
  /** Writes all of a file or nothing of it, and has it on the disk before it returns. */
  write(path: Path, text: string, mode: number): Promise<void>
  /** Adds a line at the end of a file and has it on the disk before it returns. */
  append(path: Path, line: string): Promise<void>
  link(path: Path, target: Path): Promise<void>
  remove(path: Path): Promise<void>
  makeDirectory(path: Path, mode: number): Promise<void>
  machine(): Promise<{
    readonly hostname: string
    readonly cores: number
    readonly uid: number
    readonly pid: number
    readonly sudoUser?: string
  }>
  /** Asks Redis read-only commands over one short connection. */
  askRedis(access: RedisAccess, commands: readonly (readonly string[])[]): Promise<readonly unknown[]>
  askPostgres(access: PostgresAccess): Promise<PostgresLimits>
  /** The status of a GET over HTTP to this server itself; 0 without an answer within 5 s. */
  askHttp(url: string): Promise<number>
  /** Waits; a pretend server's clock jumps instead. */
  wait(seconds: number): Promise<void>
  /** Seconds of a clock that never goes back. */
  now(): number
  /** Seconds since 1970, for people to read; it may jump. */
  date(): number
  /**
   * Holds a lock until `release` or the end of this process, however it ends; undefined where
   * another process holds it. The file holds what the holder says of itself.
   */
  lock(path: Path, says: string): Promise<{ release(): Promise<void> } | undefined>
}

/**
 * Something that could not be done on the server, in a sentence. `code` is the system's (ENOENT,
 * EACCES, EROFS …), or `no-mastodon`.
 */
export class HostError extends Error {
  override readonly name = 'HostError'
  constructor(
    message: string,
    readonly code: string = '',
  ) {
    super(message)
  }
}

/** The answer of `ask`, or undefined where the path does not exist. */
export async function ifThere<T>(ask: Promise<T>): Promise<T | undefined> {
  try {
    return await ask
  } catch (error) {
    if (error instanceof HostError && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined
    throw error
  }
}
