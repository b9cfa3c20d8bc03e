import { type Host, ifThere } from '../host/host.js'
import type { PostgresAccess, RedisAccess } from '../known/access.js'
import type { Mastodon, MastodonSettings, Maybe } from '../known/facts.js'
import { isServerVariable } from '../mastodon/variables.js'
import type { Path } from '../state.js'
import { tameLines } from '../text/input-limits.js'
import { sentence } from '../text/sentence.js'
import { isThisServer, postgresAccess, redisAccess, redisHost } from './access.js'
import { readEnvironmentFiles } from './environment-file.js'
import { roleOf } from './role.js'
import { tryRead } from './try-read.js'
import type { SeenUnit } from './units-from-files.js'

export interface EnvironmentFacts {
  readonly settings: MastodonSettings
  readonly redis?: RedisAccess
  readonly postgres?: PostgresAccess
  /** All variables in these files, secrets among them: to compare with, never to show or keep. */
  readonly written?: Values
}

type Values = Readonly<Record<string, string>>

/**
 * What Mastodon's `.env.production` means for tuning, and how to reach its servers; `set` is what
 * the unit of Sidekiq says of these. Ruby's dotenv looks at the `.local` files first and never
 * overrides what is set. Never throws a HostError: a file that can't be read is said in
 * `settings.readable`.
 */
export async function readEnvironment(
  host: Host,
  mastodon: Pick<Mastodon, 'home' | 'user' | 'version'>,
  set: Values = {},
): Promise<EnvironmentFacts> {
  const { home } = mastodon
  const main = await readMain(host, `${home}/.env.production`)
  const readable: Maybe<true> = 'unknown' in main ? main : { value: true }
  if ('unknown' in main && Object.keys(set).length === 0)
    return { settings: settingsFrom({}, home, readable) }
  const dotenv = await import('dotenv')
  const parse = (text: string) => dotenv.parse(tameLines(text))
  const [first = '', second = '', last = ''] = await Promise.all(
    ['.env.production.local', '.env.local', '.env'].map((name) => tryRead(host, `${home}/${name}`)),
  )
  const written: Values = {
    ...parse(last),
    ...parse('unknown' in main ? '' : main.value),
    ...parse(second),
    ...parse(first),
  }
  const values: Values = { ...written, ...set }
  const redis = redisAccess(values, mastodon.version)
  const postgres = postgresAccess(values, mastodon.user)
  return {
    settings: settingsFrom(values, home, readable, redis, postgres),
    written,
    ...(redis === undefined ? {} : { redis }),
    ...(postgres === undefined ? {} : { postgres }),
  }
}

async function readMain(host: Host, file: Path): Promise<Maybe<string>> {
  try {
    const text = await ifThere(host.read(file))
    return text === undefined
      ? { unknown: `${file} does not exist: Mastodon's settings are not known` }
      : { value: text }
  } catch (error) {
    return { unknown: sentence(error) }
  }
}

function settingsFrom(
  values: Values,
  home: Path,
  readable: Maybe<true>,
  redis?: RedisAccess,
  postgres?: PostgresAccess,
): MastodonSettings {
  const uploads = values['PAPERCLIP_ROOT_PATH']?.replace(/(?<=.)\/+$/, '') ?? ''
  const outside = uploads.startsWith('/') && uploads !== home && !uploads.startsWith(`${home}/`)
  const pool = values['DB_POOL'] ?? ''
  return {
    readable,
    // Where nothing is known, as the official guide sets it up.
    databaseHere: postgres === undefined ? !values['DATABASE_URL'] : isThisServer(postgres.host),
    // 6432 is PgBouncer's own port, and it needs PREPARED_STATEMENTS=false (docs, "Scaling up").
    pgbouncer: values['PREPARED_STATEMENTS'] === 'false' || postgres?.port === 6432,
    replica: ['REPLICA_DB_HOST', 'REPLICA_DB_NAME', 'REPLICA_DATABASE_URL'].some((name) =>
      Boolean(values[name]),
    ),
    dbPool: /^\d+$/.test(pool) ? Number(pool) : null,
    redisHere: redis === undefined ? 'unknown' in readable : isThisServer(redisHost(redis.url)),
    uploads: outside ? uploads : null,
    sendmail: values['SMTP_DELIVERY_METHOD'] === 'sendmail',
  }
}

/**
 * What the unit that runs Sidekiq, or else would, says itself of Redis and PostgreSQL: its
 * Environment= and the files of its EnvironmentFile= win over `.env.production`, since dotenv
 * overrides nothing that is set. Secrets: never to show or keep.
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
