import { type Host, HostError } from '../host/host.js'
import { lastLine, show } from '../host/systemctl.js'
import {
  commandOf,
  isOnDisk,
  processChangeOf,
  type VerbName,
  type VerbWithoutCommand,
} from '../plan/actions/index.js'
import type { Action, Path, Unit } from '../state.js'
import type { ApplyContext } from './apply-context.js'
import { awaitWorking } from './await.js'
import { drained, endMainProcess, type Remaining } from './drain.js'

/** Seconds a systemctl call may take: starting waits 180 s at most and stopping 60 s, by the units' own words. */
const patience = 300

/** What an action needs beside its own words. */
interface Performance {
  readonly carry: Pick<ApplyContext, 'host' | 'redis' | 'signal'>
  /** When (on the host's clock) a process was told to take no further jobs; undefined where nobody knows. */
  readonly quietSince: (unit: string) => number | undefined
  readonly tell: (remaining: Remaining) => void
}

type Way<A extends Action> = (action: A, performance: Performance) => Promise<void>

/** How the verbs are carried out that no command carries out, or no command alone. */
const ways: { readonly [Name in VerbWithoutCommand | 'end']: Way<Extract<Action, { readonly do: Name }>> } = {
  async write({ path, text }, { carry: { host } }) {
    // The folder of a drop-in may be new.
    if (path.startsWith('/run/')) await host.makeDirectory(folderOf(path), 0o755)
    await host.write(path, text, 0o644)
  },
  async remove({ path }, { carry: { host } }) {
    await host.remove(path)
    // The folder of a drop-in that was the only one there.
    if (path.startsWith('/run/')) await host.remove(folderOf(path)).catch(() => undefined)
  },
  link: ({ path, target }, { carry: { host } }) => host.link(path, target),
  await: ({ unit, role }, { carry: { host, redis, signal } }) =>
    awaitWorking(host, unit, role, redis, signal),
  drain({ unit, seconds }, { carry: { host, redis, signal }, quietSince, tell }) {
    const since = quietSince(unit) ?? host.now()
    return drained(host, unit, since + seconds, redis, tell, signal)
  },
  async end({ unit }, { carry: { host } }) {
    if (host.live) await endMainProcess(host, unit)
  },
}

/** Carries out one action. @throws HostError with what went wrong */
export async function perform(action: Action, performance: Performance): Promise<void> {
  const { host } = performance.carry
  const way = (ways as Partial<Record<VerbName, unknown>>)[action.do] as Way<Action> | undefined
  if (way !== undefined) await way(action, performance)
  else if (host.live || isOnDisk(action)) await runCommand(host, action)
}

/** @throws HostError with what systemd said */
async function runCommand(host: Host, action: Action): Promise<void> {
  const command = commandOf(action)
  if (command === undefined) return
  const change = processChangeOf(action)
  if (change?.starts && 'unit' in action) await forgetFailures(host, action.unit)
  const ran = await host.run(command, { timeout: patience })
  if (ran.status === 0) return
  // A process that is gone takes no further jobs.
  if (change?.takesJobs === false && 'unit' in action && (await hasNoProcess(host, action.unit))) return
  throw new HostError(`${command.join(' ')} failed: ${lastLine(ran.stderr) || `status ${ran.status}`}`)
}

/** A unit that failed too often before (start limit) would refuse to start although it is mended now. */
async function forgetFailures(host: Host, unit: Unit): Promise<void> {
  await host.run(['systemctl', 'reset-failed', unit])
}

async function hasNoProcess(host: Host, unit: Unit): Promise<boolean> {
  const [shown] = await show(host, [unit], ['MainPID'])
  return shown?.MainPID === '0'
}

const folderOf = (path: Path) => path.slice(0, path.lastIndexOf('/'))
