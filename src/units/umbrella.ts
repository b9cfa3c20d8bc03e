import { sidekiqStopTimeout } from '../mastodon/times.js'
import type { Unit } from '../state.js'
import { sidekiqUnit, targetUnit } from './names.js'
import { unitText } from './section.js'
import { installSection, type OwnUnit } from './service.js'

/**
 * A service that runs nothing itself: its instances are PartOf= it and WantedBy= it, so that start,
 * stop and restart of the well-known name reach all of them. `stop` is TimeoutStopSec= in seconds,
 * the same as theirs.
 */
export function umbrella(unit: Unit, description: string, stop: number): OwnUnit {
  return {
    unit,
    // Called so in records and in JSON.
    role: { kind: 'shim', claims: [] },
    text: unitText([
      [
        'Unit',
        [
          ['Description', description],
          ['PartOf', targetUnit],
        ],
      ],
      [
        'Service',
        [
          ['Type', 'oneshot'],
          ['ExecStart', '/bin/true'],
          ['RemainAfterExit', 'yes'],
          ['TimeoutStopSec', String(stop)],
          // The stock unit of this name is stopped under this text: what it runs gets the time and
          // its children are left alone.
          ['KillMode', 'mixed'],
        ],
      ],
      installSection(targetUnit),
    ]),
  }
}

/**
 * mastodon-sidekiq.service, so that the documented `systemctl restart mastodon-sidekiq` goes on
 * working.
 */
export function sidekiqUmbrella(): OwnUnit {
  return umbrella(sidekiqUnit, 'Mastodon, all Sidekiq processes', sidekiqStopTimeout)
}
