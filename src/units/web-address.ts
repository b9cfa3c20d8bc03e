import type { Facts } from '../known/facts.js'
import { type WebAddress, webAddressOf } from '../mastodon/web-address.js'
import { webUnit } from './names.js'

/**
 * Where web listens on this server now, by the environment of its unit as systemd resolves it with its drop-ins: an admin's
 * own BIND, PORT or SOCKET is kept. mastodon-web.service counts, or else another unit that runs Puma.
 */
export function webAddress({ units, state }: Facts): WebAddress {
  const present =
    units.find(({ unit }) => unit === webUnit) ??
    units.find(({ unit, active }) => active && state.roles[unit]?.kind === 'web')
  return webAddressOf(present?.environment ?? {}, (present?.dropIns.length ?? 0) > 0)
}
