import { awaitWorking } from './await.js'
import { type Host, HostError, type RedisAccess, sentence } from './host/host.js'
import { perform } from './host/systemd.js'
import type { Action, ApplyEvent, Unit } from './state.js'

export interface Carry {
  readonly host: Host
  readonly redis?: RedisAccess
  readonly tell: (event: ApplyEvent) => void
  /** Aborted when the admin asks to stop: the action at hand ends, then everything is put back. */
  readonly signal?: AbortSignal
}

/** Carries out actions in order; those that are done are put into `done`, units whose processes are touched into `moved`. */
export async function carryOut(actions: readonly Action[], carry: Carry, back: boolean, moved?: Set<Unit>, done?: Action[]): Promise<void> {
  const { host, tell } = carry
  for (const [at, action] of actions.entries()) {
    if (carry.signal?.aborted) throw new HostError('You asked to stop.')
    tell({ event: 'begin', at, of: actions.length, action, back })
    const began = host.now()
    if (action.do === 'start' || action.do === 'stop' || action.do === 'restart') moved?.add(action.unit)
    try {
      if (action.do === 'await') await awaitWorking(host, action.unit, action.role, carry.redis)
      else if (host.live || onFiles(action)) await perform(host, action)
    } catch (error) {
      tell({ event: 'failed', at, because: sentence(error), back })
      throw error
    }
    done?.push(action)
    tell({ event: 'done', at, seconds: host.now() - began, back })
  }
}

/** What a folder that stands for a server can do: files and links are real there, nothing runs. */
function onFiles(action: Action): boolean {
  return ['write', 'remove', 'link', 'enable', 'disable'].includes(action.do)
}
