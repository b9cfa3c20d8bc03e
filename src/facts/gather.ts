import type { Host, RedisAccess } from '../host/host.js'
import { readEnvironment } from './env.js'
import { readMachine } from './machine.js'
import { findMastodon, type Wanted } from './mastodon.js'
import { readPostgres } from './postgres.js'
import { findPrograms } from './programs.js'
import { readRedis } from './redis.js'
import { observe } from './state.js'
import { readSystemd } from './systemd.js'
import type { Facts, InstalledUnit } from './types.js'
import type { SeenUnit } from './unit-files.js'
import { installedUnits } from './units.js'

export interface Gathered {
  readonly facts: Facts
  /** Apart from the facts, which may be printed and stored: this holds a password. */
  readonly access: { readonly redis?: RedisAccess }
}

/**
 * Everything learnt before the first question. Throws a HostError only when Mastodon itself is missing or its files can't be
 * understood; whatever else can't be had says why in its place.
 */
export async function gatherFacts(host: Host, options: Wanted = {}): Promise<Gathered> {
  const [machine, systemd, units] = await Promise.all([readMachine(host), readSystemd(host), installedUnits(host)])
  const mastodon = await findMastodon(host, units, options)
  const [programs, environment, state] = await Promise.all([
    findPrograms(host, mastodon, units),
    readEnvironment(host, mastodon),
    observe(host, { units, queues: mastodon.queues.map((queue) => queue.name) }),
  ])
  const redis = await readRedis(host, environment.redis)
  // Last and alone: root takes Mastodon's rights for a moment to ask it, see host/postgres.ts.
  const postgres = await readPostgres(host, environment.postgres)
  return {
    facts: { machine, systemd, mastodon, programs, settings: environment.settings, postgres, redis, evidence: { unknown: 'nobody asked what Sidekiq does' }, units: units.map(installed), state },
    access: environment.redis === undefined ? {} : { redis: environment.redis },
  }
}

function installed({ type: _type, user: _user, workingDirectory: _folder, ...unit }: SeenUnit): InstalledUnit {
  return unit
}
