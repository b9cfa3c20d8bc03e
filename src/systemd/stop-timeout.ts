import { sidekiqEndsWithin, sidekiqStopTimeout } from '../mastodon/times.js'
import { type Path, type Role, runtimeDirectory, type Unit } from '../state.js'

/**
 * Where a unit's stop time is lengthened until the next boot: systemd stops a unit by the text
 * loaded last.
 */
export function stopTimeoutFile(unit: Unit): Path {
  return `${runtimeDirectory}/${unit}.d/${dropIn}`
}

/** The unit whose stop time such a file lengthens; undefined for another file. */
export function stopTimeoutUnitOf(path: Path): Unit | undefined {
  const [start, end] = [`${runtimeDirectory}/`, `.d/${dropIn}`]
  const unit = path.slice(start.length, -end.length)
  return path === stopTimeoutFile(unit) && !unit.includes('/') ? unit : undefined
}

const dropIn = 'mastodon-tune.conf'

/**
 * Whether systemd might kill a Sidekiq process that it gives these seconds before its unfinished
 * jobs are back (15 upstream).
 */
export function isTooShort(stopSeconds: number): boolean {
  return stopSeconds < sidekiqEndsWithin
}

/** Whether this is such a Sidekiq process. */
export function stopsTooSoon(role: Role | undefined): boolean {
  return role?.kind === 'sidekiq' && role.stopSeconds !== undefined && isTooShort(role.stopSeconds)
}

/** KillMode=mixed asks only Sidekiq itself to stop, so that an ffmpeg may end what it began. */
export const stopTimeoutText = `# Made by mastodon-tune while it replaces this unit.\n[Service]\nTimeoutStopSec=${sidekiqStopTimeout}\nKillMode=mixed\n`
