import { roleOf } from '../facts/role.js'
import { usualThreads } from '../mastodon/defaults.js'
import type { Unit } from '../state.js'
import { last } from './directives.js'
import type { Running } from './running.js'
import type { PracticeWorld } from './world.js'

/** A Sidekiq process of a pretend server. */
export interface PretendSidekiq {
  readonly identity: string
  readonly pid: number
  readonly queues: readonly string[]
  readonly threads: number
  readonly quietSince: number | null
}

/** The Sidekiq processes among the units that run, by the text each was started from. */
export function pretendSidekiq(
  running: ReadonlyMap<Unit, Running>,
  world: Pick<PracticeWorld, 'queues'>,
): readonly PretendSidekiq[] {
  return [...running].flatMap(([unit, started]) => {
    const known = roles.get(started) ?? pretendProcess(unit, started, world)
    roles.set(started, known)
    return known
  })
}

/**
 * What was found for each process, which is never changed but replaced: a look at Redis asks for
 * all of them for each key.
 */
const roles = new WeakMap<Running, readonly PretendSidekiq[]>()

function pretendProcess(
  unit: Unit,
  { pid, directives, quietSince }: Running,
  world: Pick<PracticeWorld, 'queues'>,
): readonly PretendSidekiq[] {
  const all = world.queues.map(([name]) => name)
  const role = roleOf(unit, last(directives, 'ExecStart'), {}, last(directives, 'Type'), all)
  if (role?.kind !== 'sidekiq' || pid === 0) return []
  const identity = `practice.example:${pid}:0123456789ab`
  return [{ identity, pid, queues: role.queues ?? all, threads: role.threads ?? usualThreads, quietSince }]
}
