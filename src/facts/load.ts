import { type Host, HostError } from '../host/host.js'
import type { RedisAccess } from '../known/access.js'
import type { Load, QueueLoad, SidekiqProcess } from '../known/load.js'
import type { Unit } from '../state.js'
import { sidekiqProcesses } from './sidekiq.js'
import { clockFrom, countFrom, jsonObject, momentFrom, namesFrom } from './untrusted.js'

/**
 * What a look needs to know already: the queues of config/sidekiq.yml, and which unit has which
 * main process.
 */
export interface LearntForLoad {
  readonly queues: readonly string[]
  readonly units: readonly { readonly unit: Unit; readonly pid: number }[]
}

/**
 * What Sidekiq does at this moment: its live processes, and each queue of config/sidekiq.yml in its
 * order, then those others that hold jobs or are served.
 * @throws HostError when Redis can't be asked
 */
export async function readLoad(host: Host, access: RedisAccess, learnt: LearntForLoad): Promise<Load> {
  const { prefix } = access
  const [{ hostname }, seen, [known]] = await Promise.all([
    host.machine(),
    sidekiqProcesses(host, access),
    host.askRedis(access, [['SMEMBERS', `${prefix}queues`]]),
  ])
  // A process of another machine may have the same number.
  const unitOf = ({ hostname: where, pid }: SidekiqProcess) =>
    where === hostname ? (learnt.units.find((each) => each.pid === pid)?.unit ?? null) : null
  const processes = seen.map((one) => ({ ...one, unit: unitOf(one) }))
  const others = [...namesFrom(known), ...processes.flatMap(({ queues }) => queues)].sort()
  const names = [...new Set([...learnt.queues, ...others])]
  const [time, ...answers] = await host.askRedis(access, [
    // Redis's clock: one for all who look, from wherever. Jobs bear the clock of the server that
    // made them, which differs by what NTP leaves: little against a wait that matters.
    ['TIME'],
    ...names.flatMap((name) => [
      ['LLEN', `${prefix}queue:${name}`],
      ['LINDEX', `${prefix}queue:${name}`, '-1'],
    ]),
  ])
  const at = clockFrom(time)
  if (at === undefined) throw new HostError('Redis did not tell its clock')
  const queues = names.map((name, nth) =>
    queueLoad(name, at, answers[nth * 2], answers[nth * 2 + 1], processes),
  )
  const matters = ({ name, size, processes }: QueueLoad) =>
    learnt.queues.includes(name) || size > 0 || processes > 0
  return { at, queues: queues.filter(matters), processes }
}

function queueLoad(
  name: string,
  at: number,
  length: unknown,
  last: unknown,
  processes: readonly SidekiqProcess[],
): QueueLoad {
  const serving = processes.filter(({ quiet, queues }) => !quiet && queues.includes(name))
  const sum = (of: (one: SidekiqProcess) => number) => serving.reduce((total, one) => total + of(one), 0)
  return {
    name,
    size: countFrom(length) ?? 0,
    latency: ageOf(last, at),
    processes: serving.length,
    threads: sum(({ threads }) => threads),
    busy: sum((one) => busyWith(one, name)),
  }
}

/**
 * Pushed left and popped right: the last is the oldest, also where jobs of a stopped process were
 * pushed back.
 */
function ageOf(text: unknown, at: number): number {
  const job = jsonObject(text)
  const since = momentFrom(job?.['enqueued_at']) ?? momentFrom(job?.['created_at'])
  return since === undefined ? 0 : Math.max(0, at - since)
}

function busyWith({ jobs, busy, queues }: SidekiqProcess, name: string): number {
  // Without the hash of running jobs only a process of one queue tells where its jobs are from.
  return jobs.length === 0 && queues.length === 1 ? busy : jobs.filter((job) => job.queue === name).length
}
