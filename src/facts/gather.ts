import type { Host } from '../host/host.js'
import type { RedisAccess } from '../known/access.js'
import type { Facts } from '../known/facts.js'
import type { InstalledUnit } from '../known/units.js'
import { readEnvironment, sidekiqServers } from './env.js'
import { beginEvidence, type LookAgain } from './evidence.js'
import { installedUnits } from './installed-units.js'
import { readMachine } from './machine.js'
import { findMastodon, type Wanted } from './mastodon.js'
import { readPgbouncer } from './pgbouncer.js'
import { isBehindPgbouncer, readPostgres } from './postgres.js'
import { findPrograms } from './programs.js'
import { readRedis } from './redis.js'
import { observe } from './state.js'
import { readSystemd } from './systemd.js'
import { readUnitFiles } from './unit-contents.js'
import type { SeenUnit } from './units-from-files.js'

export interface Gathered {
  readonly facts: Facts
  /** Apart from the facts, which may be printed and stored: this holds a password. */
  readonly access: { readonly redis?: RedisAccess }
  /** Looks at Sidekiq once more; there where evidence was asked for. */
  readonly look?: LookAgain
}

export interface GatherOptions extends Wanted {
  /** Whether to see what Sidekiq does meanwhile, which takes a second or two. */
  readonly evidence?: boolean
}

/**
 * Everything learnt before the first question.
 * @throws HostError only when Mastodon itself is missing or its files can't be understood; whatever
 * else can't be had says why in its place.
 */
export async function gatherFacts(host: Host, options: GatherOptions = {}): Promise<Gathered> {
  const [machine, systemd, units] = await Promise.all([
    readMachine(host),
    readSystemd(host),
    installedUnits(host),
  ])
  const mastodon = await findMastodon(host, units, options)
  const {
    settings,
    written = {},
    ...servers
  } = await readEnvironment(host, mastodon, await sidekiqServers(host, units))
  const queues = mastodon.queues.map((queue) => queue.name)
  const [look, programs, state, redis, unitFiles] = await Promise.all([
    options.evidence ? beginEvidence(host, servers.redis, queues) : undefined,
    findPrograms(host, mastodon, units),
    observe(host, { units, queues }),
    readRedis(host, servers.redis),
    readUnitFiles(host, units, written),
  ])
  const evidence = look === undefined ? { unknown: 'nobody asked what Sidekiq does' } : await look()
  // Last and alone: root takes Mastodon's rights for a moment to ask it, see host/postgres.ts.
  const postgres = await readPostgres(host, servers.postgres, settings)
  const pgbouncer = isBehindPgbouncer(postgres)
  const clients = pgbouncer && settings.databaseHere ? await readPgbouncer(host, servers.postgres) : undefined
  return {
    facts: {
      machine,
      systemd,
      mastodon,
      programs,
      settings: { ...settings, pgbouncer, ...(clients === undefined ? {} : { pgbouncerClients: clients }) },
      postgres,
      redis,
      evidence,
      units: units.map(installed),
      unitFiles,
      state,
    },
    access: servers.redis === undefined ? {} : { redis: servers.redis },
    ...(look === undefined ? {} : { look }),
  }
}

function installed(seen: SeenUnit): InstalledUnit {
  const {
    type: _type,
    user: _user,
    workingDirectory: _folder,
    listen: _listen,
    environmentFiles: _files,
    ...unit
  } = seen
  return unit
}
