import { sidekiqEndsWithin, sidekiqStopTimeout } from '../mastodon/times.js'
import type { Path, Role, Unit } from '../state.js'

/** Where a unit's stop time is lengthened until the next boot: systemd stops a unit by the text loaded last. */
export function stopTimeoutFile(unit: Unit): Path {
  return `/run/systemd/system/${unit}.d/mastodon-tune.conf`
}

/** Whether systemd might kill a Sidekiq process that it gives these seconds before its unfinished jobs are back (15 upstream). */
export function isTooShort(stopSeconds: number): boolean {
  return stopSeconds < sidekiqEndsWithin
}

/** Whether this is such a Sidekiq process. */
export function stopsTooSoon(role: Role | undefined): boolean {
  return role?.kind === 'sidekiq' && role.stopSeconds !== undefined && isTooShort(role.stopSeconds)
}

/** KillMode=mixed asks only Sidekiq itself to stop, so that an ffmpeg may end what it began. */
export const stopTimeoutText = `# Made by mastodon-tune while it replaces this unit.\n[Service]\nTimeoutStopSec=${sidekiqStopTimeout}\nKillMode=mixed\n`
