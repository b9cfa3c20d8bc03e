import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

const TOOLS = ['mmdebstrap', 'systemd-nspawn', 'nsenter', 'setpriv', 'flock', 'unshare'] as const

/** Says why this machine cannot run a test server, or nothing when it can. */
export function whyNoServer(): string | undefined {
  if (process.platform !== 'linux') return 'a test server needs Linux'
  if (process.getuid?.() !== 0) return 'a test server needs root'
  if (!existsSync('/etc/debian_version')) return 'a test server needs Debian'
  const missing = TOOLS.filter((tool) => !isOnPath(tool))
  if (missing.length > 0) return `not installed: ${missing.join(', ')}`
  return mountsOverlay() ? undefined : `a test server needs overlay mounts in ${tmpdir()}`
}

/** Tried for real: a folder that is itself on an overlay, as in many containers, cannot be the upper one. */
function mountsOverlay(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'mastodon-tune-overlay-'))
  try {
    for (const name of ['lower', 'upper', 'work', 'root']) mkdirSync(join(folder, name))
    const layers = `lowerdir=${folder}/lower,upperdir=${folder}/upper,workdir=${folder}/work`
    // In a mount namespace of its own, the mount is gone with the command.
    return (
      spawnSync('unshare', [
        '--mount',
        'mount',
        '-t',
        'overlay',
        '-o',
        layers,
        'overlay',
        join(folder, 'root'),
      ]).status === 0
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function isOnPath(tool: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.some((folder) => folder !== '' && existsSync(join(folder, tool)))
}
