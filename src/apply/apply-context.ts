import type { Host, RedisAccess } from '../host/host.js'
import type { ApplyEvent } from '../state.js'

/** What carrying out a plan needs: the server, who is told, and how it is stopped. */
export interface ApplyContext {
  readonly host: Host
  /** Where Sidekiq can be asked; left out where that is not known. */
  readonly redis?: RedisAccess
  readonly tell: (event: ApplyEvent) => void
  /** Aborted when the admin asks to stop: the action at hand ends, then everything is put back. */
  readonly signal?: AbortSignal
  /** It does what is left of a run that was cut off. */
  readonly rest?: true
}
