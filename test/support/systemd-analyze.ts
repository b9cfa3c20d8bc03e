import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const manager = ['/usr/lib/systemd/systemd', '/lib/systemd/systemd'].find((path) => existsSync(path))
const versionLine = spawnSync('systemd-analyze', ['--version'], { encoding: 'utf8' }).stdout ?? ''

/** The release of systemd here; 0 where it's missing. */
export const systemdVersion = Number(/^systemd (\d+)/.exec(versionLine)?.[1] ?? 0)
/** systemd's test mode refuses to run as root, so it needs a way to be somebody else. */
export const canReadBack = manager !== undefined && systemdVersion > 0

/** Everything that `systemd-analyze verify` says about these files together; '' where it has no complaint. */
export function complaints(files: Readonly<Record<string, string>>): string {
  return within(files, (folder) =>
    run('systemd-analyze', ['verify', ...Object.keys(files).map((name) => join(folder, name))], folder),
  )
}

/** The exposure from 0 to 10 that `systemd-analyze security --offline=true` gives a service. */
export function exposureOf(text: string): number {
  const said = within({ 'probe.service': text }, (folder) =>
    run(
      'systemd-analyze',
      ['security', '--offline=true', '--no-pager', join(folder, 'probe.service')],
      folder,
    ),
  )
  return Number(/Overall exposure level[^:]*: ([\d.]+)/.exec(said)?.[1])
}

/** What systemd itself understood of probe.service: `--test` dumps each setting as it was parsed, a line each. */
export function readBack(text: string): readonly string[] {
  const said = within({ 'probe.service': text }, (folder) =>
    run(
      manager ?? '',
      ['--test', '--system', '--unit=probe.service'],
      folder,
      process.getuid?.() === 0 ? 65534 : undefined,
    ),
  )
  const start = said.indexOf('-> Unit probe.service:')
  const end = said.indexOf('-> Unit ', start + 8)
  return said
    .slice(start, end < 0 ? undefined : end)
    .split('\n')
    .map((line) => line.trimStart())
}

function within(files: Readonly<Record<string, string>>, look: (folder: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'units-'))
  chmodSync(folder, 0o755)
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { mode: 0o644 })
    return look(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function run(command: string, args: readonly string[], folder: string, uid?: number): string {
  const env = {
    PATH: process.env['PATH'] ?? '',
    SYSTEMD_UNIT_PATH: `${folder}:`,
    LC_ALL: 'C.UTF-8',
    HOME: '/nonexistent',
  }
  const as = uid === undefined ? {} : { uid, gid: uid }
  const done = spawnSync(command, args, { encoding: 'utf8', env, timeout: 30_000, ...as })
  return `${done.stdout}${done.stderr}`
}
