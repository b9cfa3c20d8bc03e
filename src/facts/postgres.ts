import { type Host, type PostgresAccess, sentence } from '../host/host.js'
import type { Maybe, PostgresLimits } from './types.js'

/** PostgreSQL's connection limit, or a sentence why it can't be had. Never throws. */
export async function readPostgres(host: Host, access: PostgresAccess | undefined): Promise<Maybe<PostgresLimits>> {
  if (access === undefined) return { unknown: 'PostgreSQL was not asked: .env.production does not tell how' }
  try {
    return { value: await host.askPostgres(access) }
  } catch (error) {
    return { unknown: sentence(error) }
  }
}
