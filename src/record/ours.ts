import { type Path, unitDirectory } from '../state.js'
import { stopTimeoutUnitOf } from '../systemd/stop-timeout.js'
import { isMastodonUnit } from '../units/names.js'

/** A unit file of Mastodon's, or the drop-in that gives a unit more time to stop. */
export function isUnitFile(path: Path): boolean {
  return isMastodonUnit(stopTimeoutUnitOf(path) ?? below(path))
}

/** A link of Mastodon's in /etc/systemd/system itself, or in a folder of what some unit wants. */
export function isLink(path: Path): boolean {
  const name = below(path)
  return isMastodonUnit(/^[\w.:@\\-]+\.(?:wants|requires)\/(.+)$/.exec(name)?.[1] ?? name)
}

const below = (path: Path) =>
  path.startsWith(`${unitDirectory}/`) ? path.slice(unitDirectory.length + 1) : ''
