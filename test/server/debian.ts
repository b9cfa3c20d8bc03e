import { existsSync, readFileSync } from 'node:fs'

/** Where this machine gets Debian from: its release and its own list of mirrors. */
export interface Debian {
  readonly release: string
  /** As mmdebstrap takes it: a list file, or nothing for its default mirror. */
  readonly sources: readonly string[]
}

const LISTS = ['/etc/apt/sources.list.d/debian.sources', '/etc/apt/sources.list'] as const

/** Reads which Debian this machine is. Lists of other origins are left out. */
export function thisDebian(): Debian {
  const release = /^VERSION_CODENAME=(.+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]
  if (release === undefined) throw new Error('/etc/os-release names no release')
  return { release, sources: LISTS.filter(existsSync).filter(isNotEmpty).slice(0, 1) }
}

function isNotEmpty(path: string): boolean {
  return /^(deb |URIs:)/m.test(readFileSync(path, 'utf8'))
}
