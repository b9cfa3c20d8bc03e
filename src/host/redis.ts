import type { RedisOptions } from 'ioredis'
import type { RedisAccess } from '../known/access.js'
import { codeOf } from './error-codes.js'
import { HostError } from './host.js'

/**
 * Asks Redis over one short connection, all commands in one round trip: 2 s to connect, 3 s for the
 * answers, no second try. A key of another kind than the command is for answers null.
 * @throws HostError whose sentence holds neither the address nor the password
 */
export async function askRedis(
  access: RedisAccess,
  commands: readonly (readonly string[])[],
): Promise<readonly unknown[]> {
  // Anything else ioredis would take for a host name or a port, and ask some other Redis.
  if (!/^(rediss?:\/\/|unix:\/)/.test(access.url))
    throw new HostError(
      "Redis was not asked: its URL in .env.production, or in Sidekiq's unit, can't be understood",
    )
  const { Redis } = await import('ioredis')
  let first: unknown
  let redis: InstanceType<typeof Redis> | undefined
  try {
    redis = new Redis(access.url.replace(/^unix:\/(?!\/)/, 'unix:///'), optionsFor(access))
    // `connect` itself only says that the connection is closed; why comes as an event, before it.
    redis.on('error', (error) => {
      first ??= error
    })
    await redis.connect()
    const connected = redis
    return await Promise.all(
      commands.map(([name = 'PING', ...args]) => connected.call(name, ...args).catch(nullForOther)),
    )
  } catch (error) {
    throw new HostError(because(first ?? error), codeOf(first ?? error))
  } finally {
    redis?.disconnect()
  }
}

function optionsFor({ username, password, sentinels }: RedisAccess): RedisOptions {
  return {
    lazyConnect: true,
    connectTimeout: 2000,
    commandTimeout: 3000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    enableReadyCheck: false,
    disableClientInfo: true,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(sentinels === undefined ? {} : sentinelOptions(sentinels)),
  }
}

function sentinelOptions({
  hosts,
  name,
  username,
  password,
}: NonNullable<RedisAccess['sentinels']>): RedisOptions {
  return {
    sentinels: hosts.map((each) => ({ ...each })),
    name,
    sentinelCommandTimeout: 3000,
    sentinelRetryStrategy: () => null,
    updateSentinels: false,
    ...(username === undefined ? {} : { sentinelUsername: username }),
    ...(password === undefined ? {} : { sentinelPassword: password }),
  }
}

function nullForOther(error: unknown): null {
  if (error instanceof Error && error.message.startsWith('WRONGTYPE')) return null
  throw error
}

function because(error: unknown): string {
  const code = codeOf(error)
  const message = error instanceof Error ? error.message : ''
  if (/sentinels are unreachable/.test(message)) {
    return /NOAUTH|WRONGPASS|NOPERM/.test(message)
      ? 'Sentinel refuses the user or password of .env.production'
      : 'Redis was not found: no Sentinel of .env.production answers, or none knows that master'
  }
  if (code === 'ECONNREFUSED' || code === 'ENOENT')
    return 'Redis does not answer: nothing listens where .env.production says it is'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return "Redis does not answer: the host name in .env.production can't be found"
  if (code === 'ETIMEDOUT' || /timed? ?out/i.test(message)) return 'Redis did not answer within 3 s'
  if (/^Protocol error/.test(message))
    return 'Redis does not answer: something else listens where .env.production says it is'
  if (code === 'ECONNRESET' || /^Connection is closed/.test(message))
    return 'Redis does not answer: the connection was closed where .env.production says it is'
  // Only the first word of Redis's reply: old ones repeat the arguments of a refused AUTH.
  const word = /^[A-Z]{2,}\b/.exec(message)?.[0] ?? ''
  if (/^(NOAUTH|WRONGPASS|NOPERM)$/.test(word))
    return `Redis refuses the user or password of .env.production (${word})`
  return `Redis could not be asked${code || word ? ` (${code || word})` : ''}`
}
