import type { InstalledUnit } from '../../src/known/units.js'

/** An installed unit; the stock Sidekiq where nothing else is said. */
export function aUnit(unit: Partial<InstalledUnit> = {}): InstalledUnit {
  const name = unit.unit ?? 'mastodon-sidekiq.service'
  return {
    unit: name,
    file: `/etc/systemd/system/${name}`,
    dropIns: [],
    active: true,
    enabled: true,
    execStart: '/home/mastodon/.rbenv/shims/bundle exec sidekiq -c 25',
    environment: {},
    stopSeconds: 60,
    ...unit,
  }
}
