import type { Path, Role, Unit } from '../state.js'

/** Sidekiq lets jobs run for 25 s after TERM, takes 3 s to put the unfinished back, and its exporter up to 10 s more. */
const needsSeconds = 40

/** Where a unit's stop time is lengthened until the next boot: systemd stops a unit by the text loaded last. */
export function stopTimeoutFile(unit: Unit): Path {
  return `/run/systemd/system/${unit}.d/mastodon-tune.conf`
}

/** Whether systemd would kill this Sidekiq process before it has put its unfinished jobs back (TimeoutSec=15 upstream). */
export function stopsTooSoon(role: Role | undefined): boolean {
  return role?.kind === 'sidekiq' && role.stopSeconds !== undefined && role.stopSeconds < needsSeconds
}

/** KillMode=mixed asks only Sidekiq itself to stop, so that an ffmpeg may end what it began. */
export const stopTimeoutText =
  '# Made by mastodon-tune while it replaces this unit.\n[Service]\nTimeoutStopSec=60\nKillMode=mixed\n'
