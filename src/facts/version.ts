import { HostError } from '../host/host.js'
import { type Version, versionIn } from '../mastodon/version.js'

/**
 * The release that Mastodon's lib/mastodon/version.rb names.
 * @throws HostError that names `file` when it has none
 */
export function parseVersion(ruby: string, file: string): Version {
  const version = versionIn(ruby)
  if (version !== undefined) return version
  throw new HostError(`${file} names no Mastodon version: is it an unchanged file of a Mastodon release?`)
}
