import { type Host, HostError } from '../host/host.js'
import { lastLine, show } from '../host/systemctl.js'
import { railsStartTimeout, sidekiqStopTimeout, webStopTimeout } from '../mastodon/times.js'
import { commandOf } from '../plan/command.js'
import type { Action } from '../state.js'

/** Seconds a systemctl call may take: what the units themselves say of starting and stopping, and a minute for systemd. */
export const patience = railsStartTimeout + Math.max(sidekiqStopTimeout, webStopTimeout) + 60

/**
 * Carries out one action, but not `await` (see await.ts).
 * @throws HostError with what systemd said
 */
export async function perform(host: Host, action: Action): Promise<void> {
  if (action.do === 'write') {
    // The folder of a drop-in may be new.
    if (action.path.startsWith('/run/')) await host.makeDirectory(folderOf(action.path), 0o755)
    return host.write(action.path, action.text, 0o644)
  }
  if (action.do === 'remove') {
    await host.remove(action.path)
    // The folder of a drop-in that was the only one there.
    if (action.path.startsWith('/run/')) await host.remove(folderOf(action.path)).catch(() => undefined)
    return
  }
  if (action.do === 'link') return host.link(action.path, action.target)
  const command = commandOf(action)
  if (command === undefined) return
  if (action.do === 'start' || action.do === 'restart') await forgive(host, action.unit)
  const ran = await host.run(command, { timeout: patience })
  // A process that is gone takes no further jobs.
  if (
    action.do === 'quiet' &&
    ran.status !== 0 &&
    (await show(host, [action.unit], ['MainPID']))[0]?.MainPID === '0'
  )
    return
  if (ran.status !== 0)
    throw new HostError(`${command.join(' ')} failed: ${lastLine(ran.stderr) || `status ${ran.status}`}`)
}

export const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'))

/** A unit that failed too often before (start limit) would refuse to start although it is mended now. */
export async function forgive(host: Host, unit: string): Promise<void> {
  await host.run(['systemctl', 'reset-failed', unit])
}
