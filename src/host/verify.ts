import { nameOf, type Path, unitDirectory } from '../state.js'
import type { Host } from './host.js'

/**
 * What systemd complains of in unit files that are not installed yet; empty when it accepts them without a line.
 * They are written to a folder of their own, in which they find each other, and the folder is removed again.
 * `systemd-analyze verify` exits 0 on unknown keys, so its lines count and not its status (reference: systemd-analyze(1)).
 */
export async function verify(host: Host, files: Readonly<Record<Path, string>>): Promise<readonly string[]> {
  const folder = `/run/mastodon-tune-${Math.floor(host.now() * 1e6).toString(36)}`
  const copies = Object.entries(files).map(([path, text]) => ({ path: path.replace(unitDirectory, folder), text }))
  if (copies.length === 0) return []
  await host.makeDirectory(folder, 0o700)
  try {
    for (const { path, text } of copies) await host.write(path, text, 0o600)
    const ran = await host.run(['systemd-analyze', 'verify', '--man=no', ...copies.map(({ path }) => path)], {
      env: { SYSTEMD_UNIT_PATH: `${folder}:` },
      timeout: 60,
    })
    const ours = copies.map(({ path }) => nameOf(path).replace(/@?\.[a-z]+$/, ''))
    const lines = ran.stderr.split('\n').filter((line) => ours.some((name) => line.includes(name)))
    if (lines.length > 0) return lines.map((line) => line.replaceAll(`${folder}/`, ''))
    return ran.status === 0 ? [] : [`systemd-analyze verify ended with status ${ran.status}: ${ran.stderr.trim()}`]
  } finally {
    for (const { path } of copies) await host.remove(path).catch(() => undefined)
    await host.remove(folder).catch(() => undefined)
  }
}
