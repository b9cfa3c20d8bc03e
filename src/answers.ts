export const layouts = ['one', 'split', 'per-queue'] as const
/** How the queues are spread over Sidekiq processes. */
export type Layout = (typeof layouts)[number]

export const sandboxLevels = ['stock', 'container', 'off'] as const
/** How tightly systemd confines the services; see units/sandbox.ts. */
export type SandboxLevel = (typeof sandboxLevels)[number]

/** Puma's size: worker processes (0 = one process without workers) and threads in each. */
export interface WebSize {
  readonly workers: number
  readonly threads: number
}

/** The size of a process group: threads in each process, and how many such processes. */
export interface GroupSize {
  readonly threads: number
  readonly processes: number
}

/**
 * Processes that a group has besides its own until a time (seconds since 1970); then systemd ends
 * them.
 */
export interface Surge extends GroupSize {
  readonly until: number
}

/**
 * Everything the wizard asks, always complete. `groups` maps a group's label (a queue's name, or
 * `all`, `mail`, `rest`; see units/groups.ts) to its size; null means that nobody on this server
 * serves it.
 */
export interface Answers {
  /** Cores that Mastodon may use. */
  readonly cores: number
  /** Memory that this server's services may use together, in bytes. */
  readonly memory: number
  readonly web: WebSize | null
  /** Streaming processes; 0 for none. */
  readonly streaming: number
  readonly layout: Layout
  readonly groups: Readonly<Record<string, GroupSize | null>>
  readonly sandbox: SandboxLevel
  /** By a group's label; none where nothing is said. */
  readonly surges?: Readonly<Record<string, Surge>> | undefined
}

/** The answers without the surge on one group, or without any. */
export function withoutSurges({ surges, ...answers }: Answers, label?: string): Answers {
  const left = Object.entries(surges ?? {}).filter(([each]) => label !== undefined && each !== label)
  return left.length === 0 ? answers : { ...answers, surges: Object.fromEntries(left) }
}

/**
 * What runs, as answers, which give every process of a group one size; `mixed` has the threads of
 * each where they differ, most first.
 */
export interface Present extends Answers {
  readonly mixed?: Readonly<Record<string, readonly number[]>>
}

/**
 * Most threads a Sidekiq process may get: beyond it MRI's lock eats the gain (Sidekiq's author,
 * sidekiq#3231).
 */
export const mostThreads = 50
/** Most processes of one group: NN in the unit's name has two digits. */
export const mostProcesses = 99
