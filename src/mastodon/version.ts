/** A release of Mastodon's. */
export interface Version {
  readonly major: number
  readonly minor: number
  readonly patch: number
  /** As a person writes it: `4.6.5`, `4.7.0-alpha.2`. */
  readonly text: string
}

/** Whether Mastodon is at least this release: `since(version, 4, 2)`. */
export function isAtLeast(version: Version, major: number, minor: number): boolean {
  return version.major > major || (version.major === major && version.minor >= minor)
}

/** The release that Mastodon's lib/mastodon/version.rb names; undefined where it names none. */
export function versionIn(ruby: string): Version | undefined {
  const [major, minor, patch] = ['major', 'minor', 'patch'].map(
    (part) => new RegExp(`^[ \\t]*def ${part}\\b[\\s;]*(\\d{1,4})\\b`, 'm').exec(ruby)?.[1],
  )
  if (major === undefined || minor === undefined || patch === undefined) return undefined
  const pre = /^[ \t]*def default_prerelease\b[\s;]*(['"])([\w.+-]{1,40})\1/m.exec(ruby)?.[2]
  return {
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch),
    text: `${major}.${minor}.${patch}${pre === undefined ? '' : `-${pre}`}`,
  }
}
