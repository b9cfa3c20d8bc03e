import { HostError, type RedisAccess } from './host.js'
import { codeOf } from './trouble.js'

/**
 * Asks Redis over one short connection: 2 s to connect, 3 s for each command, no second try. Throws a HostError whose
 * sentence holds neither the address nor the password.
 */
export async function askRedis(access: RedisAccess, commands: readonly (readonly string[])[]): Promise<readonly unknown[]> {
  const { Redis } = await import('ioredis')
  let first: unknown
  let redis: InstanceType<typeof Redis> | undefined
  try {
    redis = new Redis(access.url, {
      lazyConnect: true,
      connectTimeout: 2000,
      commandTimeout: 3000,
      maxRetriesPerRequest: 0,
      retryStrategy: () => null,
      enableReadyCheck: false,
      ...(access.username === undefined ? {} : { username: access.username }),
      ...(access.password === undefined ? {} : { password: access.password }),
    })
    // `connect` itself only says that the connection is closed; why comes as an event, before it.
    redis.on('error', (error) => {
      first ??= error
    })
    await redis.connect()
    const answers: unknown[] = []
    for (const [name, ...args] of commands) answers.push(await redis.call(name ?? 'PING', ...args))
    return answers
  } catch (error) {
    throw new HostError(because(first ?? error), codeOf(first ?? error))
  } finally {
    redis?.disconnect()
  }
}

function because(error: unknown): string {
  const code = codeOf(error)
  const message = error instanceof Error ? error.message : ''
  if (code === 'ECONNREFUSED' || code === 'ENOENT') return 'Redis does not answer: nothing listens where .env.production says it is'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return "Redis does not answer: the host name in .env.production can't be found"
  if (code === 'ETIMEDOUT' || /timed? ?out/i.test(message)) return 'Redis did not answer within 3 s'
  // Only the first word of Redis's reply: old ones repeat the arguments of a refused AUTH.
  const word = /^[A-Z]{2,}\b/.exec(message)?.[0] ?? ''
  if (/^(NOAUTH|WRONGPASS|NOPERM)$/.test(word)) return `Redis refuses the user or password of .env.production (${word})`
  return `Redis could not be asked${code || word ? ` (${code || word})` : ''}`
}
