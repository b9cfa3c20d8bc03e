import { HostError } from '../host/host.js'
import type { Version } from '../mastodon/version.js'

/**
 * The release that Mastodon's lib/mastodon/version.rb names.
 * @throws HostError that names `file` when it has none
 */
export function parseVersion(ruby: string, file: string): Version {
  const [major, minor, patch] = ['major', 'minor', 'patch'].map(
    (part) => new RegExp(`^[ \\t]*def ${part}\\b[\\s;]*(\\d{1,4})\\b`, 'm').exec(ruby)?.[1],
  )
  if (major === undefined || minor === undefined || patch === undefined) {
    throw new HostError(`${file} names no Mastodon version: is it an unchanged file of a Mastodon release?`)
  }
  const pre = /^[ \t]*def default_prerelease\b[\s;]*(['"])([\w.+-]{1,40})\1/m.exec(ruby)?.[2]
  return {
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch),
    text: `${major}.${minor}.${patch}${pre === undefined ? '' : `-${pre}`}`,
  }
}
