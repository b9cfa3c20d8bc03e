import { readTitle } from '../facts/process-title.js'
import { sidekiqProcesses } from '../facts/sidekiq.js'
import { clockFrom } from '../facts/untrusted.js'
import type { Host } from '../host/host.js'
import { showUnits } from '../host/systemctl.js'
import type { RedisAccess } from '../known/access.js'
import { sidekiqStopTimeout } from '../mastodon/times.js'
import type { Unit } from '../state.js'
import { signalCommand } from '../systemd/signal.js'
import type { WaitContext } from './apply-context.js'

/**
 * What a process that finishes its jobs still has: how many jobs (null until its next heartbeat
 * tells), and for how long (seconds) the oldest has run.
 */
export interface Remaining {
  readonly left: number | null
  readonly oldest: number | null
}

/**
 * Until its heartbeat says that it is quiet, what it says is from before; where nothing ever tells,
 * the whole time is given.
 */
const unknown: Remaining = { left: null, oldest: null }

/**
 * Waits until a Sidekiq process that was told to take no further jobs has none left, or until
 * `until` (on the host's clock). That time may pass is no error: stopping then has Sidekiq push the
 * rest back. A process that is gone, or takes no jobs yet, has none.
 */
export async function awaitDrained(
  { host, redis, signal }: WaitContext,
  unit: Unit,
  until: number,
  tell: (remaining: Remaining) => void,
): Promise<void> {
  if (!host.live) return
  for (;;) {
    const pid = await mainProcess(host, unit)
    if (pid === 0) return
    const remaining = (await remainingByRedis(host, pid, redis)) ?? (await remainingByTitle(host, pid))
    if (remaining.left === 0) return
    tell(remaining)
    if (host.now() >= until || signal?.aborted) return
    await host.wait(1)
  }
}

/**
 * Ends a unit's main process without a stop job (TERM, and KILL where it does not leave in time),
 * so that what is part of the unit runs on. The unit is what its present text makes of that: our
 * umbrella over several goes on as active.
 */
export async function endMainProcess(host: Host, unit: Unit): Promise<void> {
  const pid = await mainProcess(host, unit)
  if (pid !== 0) {
    const deadline = host.now() + sidekiqStopTimeout
    await host.run(signalCommand('TERM', unit))
    while ((await mainProcess(host, unit)) === pid) {
      if (host.now() > deadline) await host.run(signalCommand('KILL', unit))
      await host.wait(1)
    }
  }
  const [found] = await showUnits(host, [unit], ['ActiveState'])
  if (found?.ActiveState !== 'active') await host.run(['systemctl', 'start', unit])
}

async function mainProcess(host: Host, unit: Unit): Promise<number> {
  const [found] = await showUnits(host, [unit], ['MainPID'])
  return Number(found?.MainPID ?? 0)
}

/**
 * Undefined where Redis does not tell of it. Only a beat that says "quiet" counts what was left
 * after the signal.
 */
async function remainingByRedis(
  host: Host,
  pid: number,
  redis: RedisAccess | undefined,
): Promise<Remaining | undefined> {
  if (redis === undefined) return undefined
  const processes = await sidekiqProcesses(host, redis).catch(() => [])
  const { hostname } = await host.machine()
  const mine = processes.find((each) => each.pid === pid && each.hostname === hostname)
  if (mine === undefined) return undefined
  if (!mine.quiet) return unknown
  const left = Math.max(mine.busy, mine.jobs.length)
  const began = Math.min(...mine.jobs.map((job) => job.since))
  return { left, oldest: await ageOf(host, redis, began) }
}

/**
 * Seconds since a moment, by Redis's clock. It is only told: a Redis that can't be asked just now
 * ends nothing.
 */
async function ageOf(host: Host, redis: RedisAccess, since: number): Promise<number | null> {
  const [time] = await host.askRedis(redis, [['TIME']]).catch(() => [])
  const age = (clockFrom(time) ?? Number.NaN) - since
  return Number.isFinite(age) ? Math.max(0, Math.round(age)) : null
}

/** A process that is gone, or has not begun to take jobs, has none. */
async function remainingByTitle(host: Host, pid: number): Promise<Remaining> {
  const title = await readTitle(host, pid)
  if (title === undefined || title === 'booting') return { left: 0, oldest: null }
  return title.quiet ? { left: title.busy, oldest: null } : unknown
}
