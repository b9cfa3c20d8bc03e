import { sidekiqProcesses } from '../facts/sidekiq.js'
import { titleOf } from '../facts/title.js'
import type { Host } from '../host/host.js'
import { HostError } from '../host/host.js'
import { show } from '../host/systemctl.js'
import type { RedisAccess } from '../known/access.js'
import { railsStartTimeout, settlesWithin } from '../mastodon/times.js'
import type { Role, Unit } from '../state.js'
import { lastWords } from './journal.js'

const properties = ['Id', 'ActiveState', 'SubState', 'MainPID', 'NRestarts', 'Result']

/**
 * Waits until a unit works: it still runs after the settling time without having been restarted, a Sidekiq process shows in
 * Redis under the unit's main process, and web answers a request, whatever it says.
 * @throws HostError that names the unit, when it died, and what its journal said.
 */
export async function awaitWorking(
  host: Host,
  unit: Unit,
  role: Role | undefined,
  redis?: RedisAccess,
  signal?: AbortSignal,
): Promise<void> {
  // A socket stands only while its service does, whose start brings it.
  if (!host.live || role?.kind === 'socket') return
  const first = await look(host, unit)
  if (role !== undefined && !['web', 'streaming', 'sidekiq'].includes(role.kind)) return
  await host.wait(settlesWithin)
  const second = await look(host, unit)
  if (first.restarts !== second.restarts || first.pid !== second.pid) throw await died(host, unit)
  const did = role?.kind === 'web' ? `answer at ${role.url}` : 'begin to take jobs'
  const late = `did not ${did} within ${railsStartTimeout} s.`
  await until(() => serves(host, second.pid, role, redis), host, unit, second.pid, late, signal)
}

/** Whether a process works at this moment, as far as one look tells. */
export async function works(
  host: Host,
  unit: Unit,
  role: Role | undefined,
  redis?: RedisAccess,
): Promise<boolean> {
  const [found] = await show(host, [unit], properties)
  return found?.ActiveState === 'active' && serves(host, found.MainPID ?? '0', role, redis)
}

async function serves(
  host: Host,
  pid: string,
  role: Role | undefined,
  redis: RedisAccess | undefined,
): Promise<boolean> {
  if (role?.kind === 'sidekiq') return takesJobs(host, Number(pid), redis)
  // While it boots, systemd's socket takes the question and nobody answers it.
  return role?.kind !== 'web' || role.url === undefined || (await host.askHttp(`${role.url}/health`)) > 0
}

/** Asks until it works, or nobody wants to know; fails as soon as its main process is another one, and when it is `late`. */
async function until(
  works: () => Promise<boolean>,
  host: Host,
  unit: Unit,
  pid: string,
  late: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const deadline = host.now() + railsStartTimeout
  while (!signal?.aborted && !(await works())) {
    if (host.now() > deadline) throw new HostError(`${unit} runs, but ${late}`)
    await host.wait(1)
    if ((await look(host, unit)).pid !== pid) throw await died(host, unit)
  }
}

async function look(host: Host, unit: Unit): Promise<{ readonly pid: string; readonly restarts: string }> {
  const [found] = await show(host, [unit], properties)
  if (found === undefined || found.ActiveState !== 'active') throw await died(host, unit)
  return { pid: found.MainPID ?? '0', restarts: found.NRestarts ?? '0' }
}

async function died(host: Host, unit: Unit): Promise<HostError> {
  const said = await lastWords(host, unit)
  return new HostError(
    `${unit} does not stay up. ${said ? `It said: ${said} ` : ''}See more with: journalctl -u ${unit} -n 50`,
  )
}

/** By its process in Redis; where that can't be asked, by the title that Sidekiq writes with its first heartbeat. */
async function takesJobs(host: Host, pid: number, redis: RedisAccess | undefined): Promise<boolean> {
  try {
    if (redis === undefined) throw new HostError('nobody tells where Redis is')
    const [processes, { hostname }] = await Promise.all([sidekiqProcesses(host, redis), host.machine()])
    return processes.some((process) => process.pid === pid && process.hostname === hostname)
  } catch {
    const title = await titleOf(host, pid)
    return title !== undefined && title !== 'booting'
  }
}
