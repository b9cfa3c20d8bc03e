import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const TOOLS = ['mmdebstrap', 'systemd-nspawn', 'nsenter', 'setpriv'] as const

/** Says why this machine cannot run a test server, or nothing when it can. */
export function whyNoServer(): string | undefined {
  if (process.platform !== 'linux') return 'a test server needs Linux'
  if (process.getuid?.() !== 0) return 'a test server needs root'
  if (!existsSync('/etc/debian_version')) return 'a test server needs Debian'
  const missing = TOOLS.filter((tool) => !isOnPath(tool))
  return missing.length === 0 ? undefined : `not installed: ${missing.join(', ')}`
}

function isOnPath(tool: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.some((folder) => folder !== '' && existsSync(join(folder, tool)))
}
