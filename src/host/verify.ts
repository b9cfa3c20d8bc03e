import { nameOf, type Path, unitDirectory } from '../state.js'
import type { Host } from './host.js'

/** What systemd says of unit files: why it does not take them, and what is wrong beside them. */
interface Verdict {
  readonly refuses: readonly string[]
  readonly warns: readonly string[]
}

/**
 * The file that a complaint begins with: `/etc/systemd/system/mastodon-web.service.d/x.conf:2:
 * Unknown key …`.
 */
const place = /^(?:Configuration file )?(\/.*)/

/**
 * What systemd complains of in unit files that are not installed yet; it `refuses` nothing when it
 * accepts them without a line. What it says of lines in other files (an admin's drop-in of such a
 * unit) only `warns`: those stand there anyway. They are written to a folder of their own, in which
 * they find each other, and the folder is removed again. `systemd-analyze verify` exits 0 on
 * unknown keys, so its lines count and not its status (reference: systemd-analyze(1)).
 */
export async function verifyUnits(host: Host, files: Readonly<Record<Path, string>>): Promise<Verdict> {
  const folder = `/run/mastodon-tune-${Math.floor(host.now() * 1e6).toString(36)}`
  const copies = Object.entries(files).map(([path, text]) => ({
    path: path.replace(unitDirectory, folder),
    text,
  }))
  if (copies.length === 0) return { refuses: [], warns: [] }
  await host.makeDirectory(folder, 0o700)
  try {
    for (const { path, text } of copies) await host.write(path, text, 0o600)
    const ran = await host.run(['systemd-analyze', 'verify', '--man=no', ...copies.map(({ path }) => path)], {
      env: { SYSTEMD_UNIT_PATH: `${folder}:` },
      timeout: 60,
    })
    const ours = copies.map(({ path }) => nameOf(path).replace(/@?\.[a-z]+$/, ''))
    const lines = ran.stderr.split('\n').filter((line) => ours.some((name) => line.includes(name)))
    const isElsewhere = (line: string) => place.exec(line)?.[1]?.startsWith(`${folder}/`) === false
    const refuses = lines
      .filter((line) => !isElsewhere(line))
      .map((line) => line.replaceAll(`${folder}/`, ''))
    const warns = [...new Set(lines.filter(isElsewhere))]
    if (refuses.length > 0 || ran.status === 0) return { refuses, warns }
    return {
      refuses: [`systemd-analyze verify ended with status ${ran.status}: ${ran.stderr.trim()}`],
      warns,
    }
  } finally {
    for (const { path } of copies) await host.remove(path).catch(() => undefined)
    await host.remove(folder).catch(() => undefined)
  }
}
