import type { Host } from '../host/host.js'
import type { RedisAccess } from '../known/access.js'
import type { ApplyEvent } from '../state.js'

/** What carrying out a plan needs beside it. */
export interface ApplyContext {
  readonly host: Host
  /** Where Sidekiq can be asked; left out where that is not known. */
  readonly redis?: RedisAccess
  readonly tell: (event: ApplyEvent) => void
  /** Aborted when the admin asks to stop: the action at hand ends, then everything is put back. */
  readonly signal?: AbortSignal
}

/** What waiting for a process needs. */
export type WaitContext = Pick<ApplyContext, 'host' | 'redis' | 'signal'>
