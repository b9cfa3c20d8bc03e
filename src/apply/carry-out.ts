import { type Host, HostError } from '../host/host.js'
import type { RedisAccess } from '../known/access.js'
import { noteStep } from '../record.js'
import type { Action, ApplyEvent } from '../state.js'
import { sentence } from '../text/sentence.js'
import { awaitWorking } from './await.js'
import { begins, type Done, ends, nothingDone } from './done.js'
import { drained, endMainProcess } from './drain.js'
import { perform } from './perform.js'

export interface Carry {
  readonly host: Host
  readonly redis?: RedisAccess
  readonly tell: (event: ApplyEvent) => void
  /** Aborted when the admin asks to stop: the action at hand ends, then everything is put back. */
  readonly signal?: AbortSignal
  /** It does what is left of a run that was cut off. */
  readonly rest?: true
}

/** Carries out actions in order, noting in `done` what it does. */
export async function carryOut(
  actions: readonly Action[],
  carry: Carry,
  back: boolean,
  done: Done = nothingDone(),
): Promise<void> {
  const { host, tell } = carry
  for (const [at, action] of actions.entries()) {
    heed(carry.signal)
    tell({ event: 'begin', at, of: actions.length, action, back })
    const began = host.now()
    begins(action, back, done, began)
    try {
      await remember(carry, action, false, back)
      await one(action, carry, done, (remaining) => tell({ event: 'draining', at, ...remaining, back }))
    } catch (error) {
      tell({ event: 'failed', at, because: sentence(error), back })
      throw error
    }
    await remember(carry, action, true, back)
    ends(action, back, done)
    tell({ event: 'done', at, seconds: host.now() - began, back })
  }
  heed(carry.signal)
}

/** @throws HostError where the admin asked to stop. */
function heed(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new HostError('You asked to stop.')
}

/** On the way back a disk that takes no note must not keep the server from being put back. */
async function remember(
  { host, rest }: Carry,
  action: Action,
  isDone: boolean,
  back: boolean,
): Promise<void> {
  const noted = noteStep(host, action, isDone, back ? 'back' : rest ? 'rest' : 'there')
  await (back ? noted.catch(() => undefined) : noted)
}

type Tell = Parameters<typeof drained>[4]

async function one(action: Action, { host, redis, signal }: Carry, done: Done, tell: Tell): Promise<void> {
  if (action.do === 'await') return awaitWorking(host, action.unit, action.role, redis, signal)
  if (action.do === 'end') return host.live ? endMainProcess(host, action.unit) : undefined
  if (action.do === 'drain') {
    const since = done.quiet.get(action.unit) ?? host.now()
    return drained(host, action.unit, since + action.seconds, redis, tell, signal)
  }
  if (host.live || onFiles(action)) await perform(host, action)
}

/** What a folder that stands for a server can do: files and links are real there, nothing runs. */
function onFiles(action: Action): boolean {
  return ['write', 'remove', 'link', 'enable', 'disable'].includes(action.do)
}
