import type { Host } from '../host/host.js'
import type { RedisAccess } from '../known/access.js'
import type { Maybe } from '../known/facts.js'
import { sentence } from '../text/sentence.js'

/** Why Redis was not asked where Mastodon's settings do not tell how. */
export const redisNotAsked = 'Redis was not asked: .env.production does not tell how'

/** The version of Sidekiq's Redis, or a sentence why it can't be had. Never throws. */
export async function readRedis(host: Host, access: RedisAccess | undefined): Promise<Maybe<string>> {
  if (access === undefined) return { unknown: redisNotAsked }
  try {
    const [info] = await host.askRedis(access, [['INFO', 'server']])
    const version = /^redis_version:([\w.+-]{1,40})/m.exec(String(info))?.[1]
    return version === undefined ? { unknown: 'Redis did not tell its version' } : { value: version }
  } catch (error) {
    return { unknown: sentence(error) }
  }
}
