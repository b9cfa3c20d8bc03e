import type { Path } from '../state.js'

/**
 * What the control groups leave of a machine: cores by quota, cores by cpuset, bytes; null where
 * they set no limit.
 */
export interface Grant {
  readonly quota: number | null
  readonly cpus: number | null
  readonly memory: number | null
  /** Bytes below that memory limit not in use, cached files counted as free. */
  readonly memoryFree: number | null
}

type Read = (path: Path) => Promise<string | undefined>

/** How many cores a kernel's list names: `0-3,6` → 5; null for an empty one. */
export function countCpus(list: string): number | null {
  const parts = list
    .trim()
    .split(',')
    .filter((part) => part !== '')
  const counts = parts.map((part) => {
    const [first = '', last = first] = part.split('-')
    return Number(last) - Number(first) + 1
  })
  const sum = counts.reduce((total, count) => total + count, 0)
  return sum > 0 ? sum : null
}

/**
 * The groups this process is in, and those above, in cgroup v2 and in v1's hierarchy of a
 * controller (cgroups(7)).
 */
function folders(memberships: string, controller: string): readonly Path[] {
  return memberships.split('\n').flatMap((line) => {
    const [, controllers = '', path = '/'] = /^\d+:([^:]*):(.*)$/.exec(line) ?? []
    if (!/^\d+:/.test(line)) return []
    // A path with `..` lies outside of what this container sees; its own group is mounted as the
    // top one.
    const parts = path.includes('..') ? [] : path.split('/').filter((part) => part !== '')
    const levels = ['', ...parts.map((_, at) => `/${parts.slice(0, at + 1).join('/')}`)]
    return mountsOf(controllers, controller).flatMap((mount) => levels.map((level) => `${mount}${level}`))
  })
}

/**
 * Where a hierarchy with these controllers may be mounted: v2 at the top, v1 below the names of its
 * controllers.
 */
function mountsOf(controllers: string, controller: string): readonly Path[] {
  if (controllers === '') return ['/sys/fs/cgroup']
  if (!controllers.split(',').includes(controller)) return []
  return [...new Set([controllers, controller])].map((name) => `/sys/fs/cgroup/${name}`)
}

const number = (text: string | undefined) =>
  text !== undefined && /^\d+\s*$/.test(text) ? Number(text) : null
const least = (values: readonly (number | null)[]) => {
  const set = values.filter((value) => value !== null)
  return set.length > 0 ? Math.min(...set) : null
}

async function quotaIn(read: Read, folder: Path): Promise<number | null> {
  const [most, period = '100000'] = ((await read(`${folder}/cpu.max`)) ?? '').trim().split(/\s+/)
  if (most !== undefined && /^\d+$/.test(most)) return Number(most) / Number(period)
  const old = number(await read(`${folder}/cpu.cfs_quota_us`))
  const oldPeriod = number(await read(`${folder}/cpu.cfs_period_us`))
  return old !== null && oldPeriod ? old / oldPeriod : null
}

async function cpusIn(read: Read, folder: Path): Promise<number | null> {
  return countCpus(
    (await read(`${folder}/cpuset.cpus.effective`)) ?? (await read(`${folder}/cpuset.cpus`)) ?? '',
  )
}

async function memoryIn(
  read: Read,
  folder: Path,
): Promise<{ readonly limit: number | null; readonly free: number | null }> {
  const limit = number(
    (await read(`${folder}/memory.max`)) ?? (await read(`${folder}/memory.limit_in_bytes`)),
  )
  const used = number(
    (await read(`${folder}/memory.current`)) ?? (await read(`${folder}/memory.usage_in_bytes`)),
  )
  const stat = (await read(`${folder}/memory.stat`)) ?? ''
  const cached = Number(/^(?:total_)?inactive_file (\d+)$/m.exec(stat)?.[1] ?? 0)
  return {
    limit,
    free: limit !== null && used !== null ? Math.max(0, limit - Math.max(0, used - cached)) : null,
  }
}

/**
 * What the control groups of this process grant, in cgroup v1 or v2; the tightest of all levels
 * counts. Never throws.
 */
export async function cgroupGrant(read: Read): Promise<Grant> {
  const memberships = (await read('/proc/self/cgroup')) ?? '0::/'
  const each = <T>(controller: string, look: (read: Read, folder: Path) => Promise<T>) =>
    Promise.all(folders(memberships, controller).map((folder) => look(read, folder)))
  const [quotas, cpus, memories] = await Promise.all([
    each('cpu', quotaIn),
    each('cpuset', cpusIn),
    each('memory', memoryIn),
  ])
  return {
    quota: least(quotas),
    cpus: least(cpus),
    memory: least(memories.map((memory) => memory.limit)),
    memoryFree: least(memories.map((memory) => memory.free)),
  }
}
