import { type Host, HostError } from '../host/host.js'
import type { Machine } from '../known/facts.js'
import { cgroupGrant, countCpus } from './cgroup.js'
import { tryRead } from './try-read.js'

/**
 * The machine as the kernel grants it: the least of hardware, quota and cpuset in whole cores (at
 * least 1), memory in bytes (0 where the kernel does not say). Never throws a HostError but for a
 * host that can't name itself.
 */
export async function readMachine(host: Host): Promise<Machine> {
  const read = (path: string) => tryRead(host, path)
  const [self, grant, meminfo = '', online = '', os, container] = await Promise.all([
    host.machine(),
    cgroupGrant(read),
    read('/proc/meminfo'),
    read('/sys/devices/system/cpu/online'),
    osName(host),
    containerOf(host),
  ])
  const total = kibibytes(meminfo, 'MemTotal')
  const available = kibibytes(meminfo, 'MemAvailable')
  const memory = leastMemory(total, grant.memory)
  // An unlimited v1 group names a huge number as its limit, which leaves as huge a rest: the least
  // is right there too.
  const memoryFree = Math.min(available, grant.memoryFree ?? available, memory)
  const granted = Math.min(self.cores, grant.cpus ?? self.cores, Math.floor(grant.quota ?? self.cores))
  return {
    hostname: self.hostname,
    os,
    cores: Math.max(1, granted),
    coresSeen: Math.max(self.cores, countCpus(online) ?? self.cores),
    memory,
    memoryFree,
    container,
    root: self.uid === 0,
  }
}

/**
 * The hardware's bytes (0 where the kernel does not say) or the limit of the control groups (null
 * without one), whichever is less.
 */
function leastMemory(total: number, limit: number | null): number {
  if (limit === null) return total
  return total === 0 ? limit : Math.min(total, limit)
}

function kibibytes(meminfo: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(meminfo)?.[1] ?? 0) * 1024
}

/** The system's name for people, from os-release(5). */
async function osName(host: Host): Promise<string> {
  const text = (await tryRead(host, '/etc/os-release')) ?? (await tryRead(host, '/usr/lib/os-release')) ?? ''
  return /^PRETTY_NAME=(["']?)(.*)\1$/m.exec(text)?.[2] ?? 'Linux'
}

async function containerOf(host: Host): Promise<string | null> {
  try {
    const { stdout } = await host.run(['systemd-detect-virt', '--container'], { timeout: 5 })
    const name = stdout.trim()
    if (name !== '') return name === 'none' ? null : name
  } catch (error) {
    if (!(error instanceof HostError)) throw error
  }
  return (await tryRead(host, '/run/systemd/container'))?.trim() || null
}
