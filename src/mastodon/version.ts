/** A release of Mastodon's. */
export interface Version {
  readonly major: number
  readonly minor: number
  readonly patch: number
  /** As a person writes it: `4.6.5`, `4.7.0-alpha.2`. */
  readonly text: string
}

/** Whether Mastodon is at least this release: `since(version, 4, 2)`. */
export function since(version: Version, major: number, minor: number): boolean {
  return version.major > major || (version.major === major && version.minor >= minor)
}
