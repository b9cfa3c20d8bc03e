import type { Host } from '../host/host.js'
import { isServerVariable } from '../mastodon/variables.js'
import { readEnvironmentFiles } from './environment-file.js'
import { roleOf } from './role.js'
import type { SeenUnit } from './unit-files.js'

/**
 * What the unit that runs Sidekiq, or else would, says itself of Redis and PostgreSQL: its Environment= and the files of its
 * EnvironmentFile= win over `.env.production`, since dotenv overrides nothing that is set. Secrets: never to show or keep.
 */
export async function sidekiqServers(
  host: Host,
  units: readonly SeenUnit[],
): Promise<Readonly<Record<string, string>>> {
  const all = units.filter(
    (unit) => roleOf(unit.unit, unit.execStart, unit.environment, unit.type, [])?.kind === 'sidekiq',
  )
  const unit = all.find(({ active }) => active) ?? all.find(({ enabled }) => enabled) ?? all[0]
  if (unit === undefined) return {}
  const { values } = await readEnvironmentFiles(host, unit.environmentFiles)
  return Object.fromEntries(
    Object.entries({ ...unit.environment, ...values }).filter(([name]) => isServerVariable(name)),
  )
}
