import type { Host } from '../host/host.js'
import type { SidekiqProcess } from '../known/load.js'
import { readMachine } from './machine.js'
import { tryRead } from './try-read.js'

/** What the kernel had counted at one moment. `at` is the host's clock, in seconds. */
export interface Usage {
  readonly at: number
  /** Ticks of all cores since boot; null where they say nothing of what this machine may use. */
  readonly cores: { readonly idle: number; readonly total: number } | null
  readonly memoryFree: number | null
  /** Those of Sidekiq's that run on this machine, by identity. */
  readonly processes: ReadonlyMap<string, ProcessUsage>
}

interface ProcessUsage {
  /** When it began, in ticks since boot: another process may have got its number. */
  readonly start: number
  /** Ticks of CPU it had used. */
  readonly ticks: number
  /** Resident bytes. */
  readonly memory: number | null
}

/** Ticks per second in /proc, on every machine that Linux runs on (USER_HZ, proc(5)). */
const hertz = 100

/**
 * What the kernel has counted so far of all cores and of those processes that run here. Never
 * throws a HostError.
 */
export async function readUsage(host: Host, processes: readonly SidekiqProcess[]): Promise<Usage> {
  const machine = await readMachine(host)
  const here = processes.filter(({ hostname }) => hostname === machine.hostname)
  // Last and close together, so that the clock below fits them.
  const [stat, ...seen] = await Promise.all([
    tryRead(host, '/proc/stat'),
    ...here.map(async ({ identity, pid }) => [identity, await readProcess(host, pid)] as const),
  ])
  return {
    at: host.now(),
    // Where a quota or cpuset grants less than the machine has, its idle cores are not ours.
    cores: machine.cores < machine.coresSeen ? null : coreTicks(stat ?? ''),
    memoryFree: machine.memoryFree || null,
    processes: new Map(seen.flatMap(([identity, usage]) => (usage === undefined ? [] : [[identity, usage]]))),
  }
}

/**
 * Share of all cores that had nothing to do between two moments, waiting for the disk included;
 * null where it is not known.
 */
export function idleBetween(before: Usage | undefined, after: Usage): number | null {
  if (!before?.cores || !after.cores) return null
  const total = after.cores.total - before.cores.total
  // iowait may go back (proc(5)).
  return total > 0 ? Math.min(1, Math.max(0, (after.cores.idle - before.cores.idle) / total)) : null
}

/**
 * Cores that a process used between two moments; null where it is not the same process or not
 * known.
 */
export function coresBetween(
  before: Usage | undefined,
  after: Usage,
  { identity }: SidekiqProcess,
): number | null {
  const [first, last] = [before?.processes.get(identity), after.processes.get(identity)]
  const seconds = after.at - (before?.at ?? after.at)
  if (!first || !last || first.start !== last.start || seconds <= 0) return null
  return Math.max(0, last.ticks - first.ticks) / hertz / seconds
}

/**
 * `cpu user nice system idle iowait irq softirq steal guest guest_nice`; user and nice hold the
 * guests already (proc(5)).
 */
function coreTicks(stat: string): Usage['cores'] {
  const ticks = /^cpu ([\d ]+)$/m.exec(stat)?.[1]?.trim().split(/\s+/).slice(0, 8).map(Number) ?? []
  const [idle, iowait = 0] = ticks.slice(3)
  return idle === undefined
    ? null
    : { idle: idle + iowait, total: ticks.reduce((sum, each) => sum + each, 0) }
}

async function readProcess(host: Host, pid: number): Promise<ProcessUsage | undefined> {
  const [stat, status, title] = await Promise.all(
    ['stat', 'status', 'cmdline'].map((file) => tryRead(host, `/proc/${pid}/${file}`)),
  )
  // A container that shares this machine's name has numbers of its own: there this is any other
  // process.
  if (stat === undefined || !title?.includes('sidekiq')) return undefined
  // The name in brackets may hold anything; field 3 comes after the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [user, system, start] = [fields[11], fields[12], fields[19]].map(Number)
  if (
    user === undefined ||
    system === undefined ||
    start === undefined ||
    !Number.isFinite(user + system + start)
  )
    return undefined
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(status ?? '')?.[1]
  return { start, ticks: user + system, memory: resident === undefined ? null : Number(resident) * 1024 }
}
