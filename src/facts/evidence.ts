import { type Host, HostError } from '../host/host.js'
import { showUnits } from '../host/systemctl.js'
import type { RedisAccess } from '../known/access.js'
import { isKnown, type Maybe } from '../known/facts.js'
import type { Evidence, Load, SidekiqProcess } from '../known/load.js'
import { sentence } from '../text/sentence.js'
import { everyService } from '../units/names.js'
import { type LearntForLoad, readLoad } from './load.js'
import { redisNotAsked } from './redis.js'
import { coresBetween, idleBetween, readUsage, type Usage } from './usage.js'

/** Takes another look and compares it with the first one. */
export type LookAgain = () => Promise<Maybe<Evidence>>

interface Seen {
  readonly load: Load
  readonly usage: Usage
}

/**
 * Seconds between two looks at the least: the kernel counts CPU in hundredths, so less would be a
 * guess.
 */
const apart = 1

/**
 * Looks at Sidekiq now; each call of what it hands back looks again, 1 s later at the least.
 * `before` is always the first look, while the CPU figures (cores used, idle share) are since the
 * look before. `queues` are those of config/sidekiq.yml. Only reads; a Redis that can't be asked is
 * said in a sentence, never thrown.
 */
export async function beginEvidence(
  host: Host,
  access: RedisAccess | undefined,
  queues: readonly string[],
): Promise<LookAgain> {
  if (access === undefined) return async () => ({ unknown: redisNotAsked })
  const begun = await trySee(host, access, queues)
  // Told once without asking again: a Redis that hangs would make the admin wait twice.
  let untold = isKnown(begun) ? undefined : begun
  let first = isKnown(begun) ? begun.value : undefined
  let previous = first
  return async () => {
    const failure = untold
    untold = undefined
    if (failure !== undefined) return failure
    const left = previous === undefined ? 0 : previous.usage.at + apart - host.now()
    if (left > 0) await host.wait(left)
    const seen = await trySee(host, access, queues)
    if (!isKnown(seen)) return seen
    first ??= seen.value
    const evidence = compare(first, previous, seen.value)
    previous = seen.value
    return { value: evidence }
  }
}

function compare(first: Seen, previous: Seen | undefined, now: Seen): Evidence {
  const cpu = (one: SidekiqProcess) => coresBetween(previous?.usage, now.usage, one)
  return {
    before: first.load,
    now: { ...now.load, processes: now.load.processes.map((one) => ({ ...one, cpu: cpu(one) })) },
    idle: idleBetween(previous?.usage, now.usage),
    memoryFree: now.usage.memoryFree,
  }
}

async function trySee(host: Host, access: RedisAccess, queues: readonly string[]): Promise<Maybe<Seen>> {
  try {
    const load = await readLoad(host, access, { queues, units: await mainProcesses(host) })
    const usage = await readUsage(host, load.processes)
    // The heartbeat is up to 10 s old, the kernel knows now.
    const memory = (one: SidekiqProcess) => usage.processes.get(one.identity)?.memory ?? one.memory
    return {
      value: {
        load: {
          ...load,
          processes: load.processes.map((one) => ({ ...one, memory: memory(one) })),
        },
        usage,
      },
    }
  } catch (error) {
    return { unknown: sentence(error) }
  }
}

/**
 * The main process of each service of Mastodon's that has one; none where systemd does not tell.
 */
async function mainProcesses(host: Host): Promise<LearntForLoad['units']> {
  try {
    const shown = await showUnits(host, [everyService], ['Id', 'MainPID'])
    return shown.flatMap(({ Id: unit, MainPID: pid }) =>
      unit && Number(pid) > 0 ? [{ unit, pid: Number(pid) }] : [],
    )
  } catch (error) {
    if (!(error instanceof HostError)) throw error
    return []
  }
}
