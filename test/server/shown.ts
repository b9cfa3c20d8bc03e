import type { Unit } from '../../src/state.js'
import type { TestServer } from './server.js'

/** What systemd understood of a service, exactly: over D-Bus, since `systemctl show` puts blanks between words that hold some. */
export interface Shown {
  readonly argv: readonly string[]
  readonly environment: readonly string[]
  readonly folder: string
  readonly writable: readonly string[]
  readonly user: string
}

const properties = ['ExecStart', 'Environment', 'WorkingDirectory', 'ReadWritePaths', 'User']
const loop = `for path in "$@"; do busctl --json=short get-property org.freedesktop.systemd1 "$path" org.freedesktop.systemd1.Service ${properties.join(' ')} || exit 1; done`

/** What the server's systemd has of these services, in one go. */
export async function shownUnits(server: TestServer, units: readonly Unit[]): Promise<readonly Shown[]> {
  const ran = await server.run(['sh', '-c', loop, 'sh', ...units.map(objectPath)], { timeout: 100_000 })
  if (ran.status !== 0) throw new Error(`busctl: ${ran.stderr}`)
  const data = ran.stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { data: unknown }).data)
  return units.map((_, at) => {
    const [exec, environment, folder, writable, user] = data.slice(at * properties.length)
    const [[, argv = []] = []] = exec as readonly (readonly [string, readonly string[]])[]
    return { argv, environment, folder, writable, user } as Shown
  })
}

/** The lines that `systemctl show` prints of each of these units, by unit. */
export async function systemctlShow(
  server: TestServer,
  units: readonly Unit[],
): Promise<ReadonlyMap<Unit, string>> {
  const wanted = '--property=Id,LoadState,ExecStart,WorkingDirectory,User'
  const { stdout } = await server.run(['systemctl', 'show', '--no-pager', wanted, '--', ...units])
  return new Map(
    stdout
      .trim()
      .split('\n\n')
      .map((block) => [/^Id=(.*)$/m.exec(block)?.[1] ?? '', block]),
  )
}

/** A unit's object on the bus: what is no letter or digit is written as `_` and two hexadecimal digits. */
function objectPath(unit: Unit): string {
  const label = [...Buffer.from(unit)].map((byte, at) =>
    /[A-Za-z]/.test(String.fromCharCode(byte)) || (at > 0 && /\d/.test(String.fromCharCode(byte)))
      ? String.fromCharCode(byte)
      : `_${byte.toString(16).padStart(2, '0')}`,
  )
  return `/org/freedesktop/systemd1/unit/${label.join('')}`
}
