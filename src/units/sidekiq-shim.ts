import { sidekiqStopTimeout } from '../mastodon/times.js'
import { sidekiqUnit } from './names.js'
import type { OwnUnit } from './service.js'
import { shim } from './shim.js'

/** mastodon-sidekiq.service, so that the documented `systemctl restart mastodon-sidekiq` goes on working. */
export function sidekiqShim(): OwnUnit {
  return shim(sidekiqUnit, 'Mastodon, all Sidekiq processes', sidekiqStopTimeout)
}
