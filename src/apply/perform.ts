import { type Host, HostError } from '../host/host.js'
import { lastLine, showUnits } from '../host/systemctl.js'
import { railsStartTimeout, sidekiqStopTimeout, webStopTimeout } from '../mastodon/times.js'
import {
  commandOf,
  isOnDisk,
  processChangeOf,
  type VerbName,
  type VerbWithoutCommand,
} from '../plan/actions/index.js'
import type { Action, Path, Unit } from '../state.js'
import type { WaitContext } from './apply-context.js'
import { awaitWorking } from './await.js'
import { awaitDrained, endMainProcess, type Remaining } from './drain.js'

/**
 * Seconds a systemctl call may take: what the units themselves say of starting and stopping, and a
 * minute for systemd.
 */
const patience = railsStartTimeout + Math.max(sidekiqStopTimeout, webStopTimeout) + 60

/** What an action needs beside its own words. */
interface PerformContext extends WaitContext {
  /**
   * When (on the host's clock) a process was told to take no further jobs; undefined where nobody
   * knows.
   */
  readonly quietSince: (unit: Unit) => number | undefined
  readonly tellRemaining: (remaining: Remaining) => void
}

type Performer<A extends Action> = (action: A, context: PerformContext) => Promise<void>

type Performers<Name> = {
  readonly [Each in Name & VerbName]: Performer<Extract<Action, { readonly do: Each }>>
}

/** How the verbs are carried out that no command carries out, or no command alone. */
const performers: Performers<VerbWithoutCommand | 'end'> = {
  async write({ path, text }, { host }) {
    // The folder of a drop-in may be new.
    if (path.startsWith('/run/')) await host.makeDirectory(folderOf(path), 0o755)
    await host.write(path, text, 0o644)
  },
  async remove({ path }, { host }) {
    await host.remove(path)
    // The folder of a drop-in that was the only one there.
    if (path.startsWith('/run/')) await host.remove(folderOf(path)).catch(() => undefined)
  },
  link: ({ path, target }, { host }) => host.link(path, target),
  await: ({ unit, role }, context) => awaitWorking(context, unit, role),
  drain({ unit, seconds }, context) {
    const since = context.quietSince(unit) ?? context.host.now()
    return awaitDrained(context, unit, since + seconds, context.tellRemaining)
  },
  async end({ unit }, { host }) {
    if (host.live) await endMainProcess(host, unit)
  },
}

/** Carries out one action. @throws HostError with what went wrong */
export async function perform(action: Action, context: PerformContext): Promise<void> {
  const { host } = context
  const performer = (performers as Partial<Record<VerbName, unknown>>)[action.do] as
    | Performer<Action>
    | undefined
  if (performer !== undefined) await performer(action, context)
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

/**
 * A unit that failed too often before (start limit) would refuse to start although it is mended
 * now.
 */
async function forgetFailures(host: Host, unit: Unit): Promise<void> {
  await host.run(['systemctl', 'reset-failed', unit])
}

async function hasNoProcess(host: Host, unit: Unit): Promise<boolean> {
  const [shown] = await showUnits(host, [unit], ['MainPID'])
  return shown?.MainPID === '0'
}

const folderOf = (path: Path) => path.slice(0, path.lastIndexOf('/'))
