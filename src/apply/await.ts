import { readTitle } from '../facts/process-title.js'
import { sidekiqProcesses } from '../facts/sidekiq.js'
import { type Host, HostError } from '../host/host.js'
import { showUnits } from '../host/systemctl.js'
import type { RedisAccess } from '../known/access.js'
import { railsStartTimeout, settlesWithin } from '../mastodon/times.js'
import { isProcess, type Role, type Unit } from '../state.js'
import type { WaitContext } from './apply-context.js'
import { lastWords } from './journal.js'

const properties = ['Id', 'ActiveState', 'SubState', 'MainPID', 'NRestarts', 'Result']

/**
 * Waits until a unit works: it still runs after the settling time without having been restarted, a
 * Sidekiq process shows in Redis under the unit's main process, and web answers a request, whatever
 * it says.
 * @throws HostError that names the unit, when it died, and what its journal said.
 */
export async function awaitWorking(context: WaitContext, unit: Unit, role: Role | undefined): Promise<void> {
  const { host } = context
  // A socket stands only while its service does, whose start brings it.
  if (!host.live || role?.kind === 'socket') return
  const first = await look(host, unit)
  if (role !== undefined && !isProcess(role)) return
  await host.wait(settlesWithin)
  const second = await look(host, unit)
  if (first.restarts !== second.restarts || first.pid !== second.pid) throw await died(host, unit)
  await awaitServing(context, unit, role, second.pid)
}

/**
 * Looks again and again until it serves, or nobody wants to know; @throws HostError once its main
 * process is another, or it is late.
 */
async function awaitServing(
  context: WaitContext,
  unit: Unit,
  role: Role | undefined,
  pid: string,
): Promise<void> {
  const { host, signal } = context
  const deadline = host.now() + railsStartTimeout
  while (!signal?.aborted && !(await serves(context, pid, role))) {
    if (host.now() > deadline) throw late(unit, role)
    await host.wait(1)
    if ((await look(host, unit)).pid !== pid) throw await died(host, unit)
  }
}

/** Whether a process works at this moment, as far as one look tells. */
export async function works(context: WaitContext, unit: Unit, role: Role | undefined): Promise<boolean> {
  const [found] = await showUnits(context.host, [unit], properties)
  return found?.ActiveState === 'active' && serves(context, found.MainPID ?? '0', role)
}

async function serves({ host, redis }: WaitContext, pid: string, role: Role | undefined): Promise<boolean> {
  if (role?.kind === 'sidekiq') return takesJobs(host, Number(pid), redis)
  // While it boots, systemd's socket takes the question and nobody answers it.
  return role?.kind !== 'web' || role.url === undefined || (await host.askHttp(`${role.url}/health`)) > 0
}

async function look(host: Host, unit: Unit): Promise<{ readonly pid: string; readonly restarts: string }> {
  const [found] = await showUnits(host, [unit], properties)
  if (found === undefined || found.ActiveState !== 'active') throw await died(host, unit)
  return { pid: found.MainPID ?? '0', restarts: found.NRestarts ?? '0' }
}

async function died(host: Host, unit: Unit): Promise<HostError> {
  const said = await lastWords(host, unit)
  return new HostError(
    `${unit} does not stay up. ${said ? `It said: ${said} ` : ''}See more with: journalctl -u ${unit} -n 50`,
  )
}

function late(unit: Unit, role: Role | undefined): HostError {
  const what = role?.kind === 'web' ? `answer at ${role.url}` : 'begin to take jobs'
  return new HostError(`${unit} runs, but did not ${what} within ${railsStartTimeout} s.`)
}

/**
 * By its process in Redis; where that can't be asked, by the title that Sidekiq writes with its
 * first heartbeat.
 */
async function takesJobs(host: Host, pid: number, redis: RedisAccess | undefined): Promise<boolean> {
  try {
    if (redis === undefined) throw new HostError('nobody tells where Redis is')
    const [processes, { hostname }] = await Promise.all([sidekiqProcesses(host, redis), host.machine()])
    return processes.some((each) => each.pid === pid && each.hostname === hostname)
  } catch {
    const title = await readTitle(host, pid)
    return title !== undefined && title !== 'booting'
  }
}
