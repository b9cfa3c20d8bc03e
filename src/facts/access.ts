import type { PostgresAccess, RedisAccess } from '../known/access.js'
import { isAtLeast, type Version } from '../mastodon/version.js'

type Values = Readonly<Record<string, string>>

const set = <T extends object>(key: string, value: string | undefined) => (value ? { [key]: value } : {}) as T
const inUrl = (host: string) => (host.includes(':') && !host.startsWith('[') ? `[${host}]` : host)

/**
 * How Sidekiq reaches Redis, by lib/mastodon/redis_configuration.rb: its own variables as a whole
 * or the base ones as a whole, never mixed; a URL wins over all parts, Sentinel (4.3+, both its
 * variables needed) over host and port.
 */
export function redisAccess(values: Values, version: Version): RedisAccess {
  const modern = isAtLeast(version, 4, 3)
  const own = (part: string) => Boolean(values[`SIDEKIQ_REDIS_${part}`])
  const told = modern
    ? own('URL') || own('HOST') || (own('SENTINELS') && own('SENTINEL_MASTER'))
    : ['URL', 'HOST', 'PORT', 'PASSWORD', 'DB'].some(own)
  const get = (part: string) => values[`${told ? 'SIDEKIQ_' : ''}REDIS_${part}`] || undefined
  const namespace = values['REDIS_NAMESPACE']
  const prefix = namespace && !isAtLeast(version, 4, 4) ? `${namespace}:` : ''
  const url = get('URL')
  if (url !== undefined) return { url, prefix }
  const sentinels = modern ? sentinelsOf(get) : undefined
  const server =
    sentinels === undefined
      ? `${inUrl(get('HOST') ?? 'localhost')}:${get('PORT') ?? 6379}`
      : encodeURIComponent(sentinels.name)
  return {
    url: `redis://${server}/${get('DB') ?? 0}`,
    prefix,
    ...set<{ password?: string }>('password', get('PASSWORD')),
    ...(modern ? set<{ username?: string }>('username', get('USER')) : {}),
    ...(sentinels === undefined ? {} : { sentinels }),
  }
}

function sentinelsOf(get: (part: string) => string | undefined): RedisAccess['sentinels'] {
  const name = get('SENTINEL_MASTER')
  const hosts = (get('SENTINELS') ?? '').split(',').flatMap((each) => {
    const [host = '', port = get('SENTINEL_PORT')] = each.trim().split(':')
    return host === '' ? [] : [{ host, port: Number(port) || 26379 }]
  })
  if (name === undefined || hosts.length === 0) return undefined
  return {
    hosts,
    name,
    ...set<{ username?: string }>('username', get('SENTINEL_USERNAME')),
    ...set<{ password?: string }>('password', get('SENTINEL_PASSWORD')),
  }
}

/**
 * How Mastodon reaches PostgreSQL, by config/database.yml (§4.2): DATABASE_URL wins over the parts.
 * Undefined for a URL that can't be read. `as` is Mastodon's system user.
 */
export function postgresAccess(values: Values, as: string): PostgresAccess | undefined {
  // An empty DB_HOST means the Unix socket to libpq, a missing one localhost to Mastodon.
  const parts: PostgresAccess = {
    host: values['DB_HOST'] === undefined ? 'localhost' : values['DB_HOST'] || '/var/run/postgresql',
    port: Number(values['DB_PORT']) || 5432,
    user: values['DB_USER'] || 'mastodon',
    database: values['DB_NAME'] || 'mastodon_production',
    ...set<{ password?: string }>('password', values['DB_PASS']),
    as,
  }
  const text = values['DATABASE_URL']
  if (!text) return parts
  try {
    // Without a host (`postgres:///name`, `postgres://user@/name`) it is the Unix socket, which URL
    // would refuse.
    const url = new URL(text.replace(/^([a-z]+:\/\/(?:[^@/]*@)?)(?=[:/?]|$)/, '$1unix.socket'))
    const host =
      url.searchParams.get('host') ?? (url.hostname === 'unix.socket' ? '' : decodeURIComponent(url.hostname))
    return {
      host: host.replace(/^\[|\]$/g, '') || '/var/run/postgresql',
      port: Number(url.port || url.searchParams.get('port')) || 5432,
      user: decodeURIComponent(url.username) || parts.user,
      database: decodeURIComponent(url.pathname.slice(1)) || parts.database,
      ...set<{ password?: string }>('password', decodeURIComponent(url.password)),
      as,
    }
  } catch {
    return undefined
  }
}

/** Whether a host name or socket folder means this server. */
export function isThisServer(host: string): boolean {
  return (
    host === '' ||
    host.startsWith('/') ||
    host === 'localhost' ||
    host.startsWith('127.') ||
    host === '::1' ||
    host === '[::1]'
  )
}

/** The host in a Redis URL; '' for a socket or a URL that can't be read. */
export function redisHost(url: string): string {
  try {
    return /^rediss?:/.test(url) ? new URL(url).hostname : ''
  } catch {
    return ''
  }
}
