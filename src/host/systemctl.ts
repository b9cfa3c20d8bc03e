import { type Host, HostError } from './host.js'

/**
 * Properties of units as `systemctl show` resolves them, drop-ins included; a unit that is not
 * loaded has LoadState=not-found.
 */
export async function showUnits(
  host: Host,
  units: readonly string[],
  properties: readonly string[],
): Promise<readonly Readonly<Record<string, string>>[]> {
  if (units.length === 0) return []
  const ran = await host.run([
    'systemctl',
    'show',
    '--no-pager',
    `--property=${properties.join(',')}`,
    '--',
    ...units,
  ])
  if (ran.status !== 0) throw new HostError(`systemctl show failed: ${lastLine(ran.stderr)}`)
  return ran.stdout
    .trim()
    .split(/\n\n+/)
    .map((block) =>
      Object.fromEntries(
        block
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
      ),
    )
}

/** The last line with something on it: where programs say what went wrong. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? ''
}
