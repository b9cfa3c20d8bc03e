import { type Host, HostError } from '../host/host.js'
import { behindPgbouncer } from '../host/postgres.js'
import type { PostgresAccess } from '../known/access.js'
import type { MastodonSettings, Maybe, PostgresLimits } from '../known/facts.js'
import { sentence } from '../text/sentence.js'

/** PgBouncer's own limits count, and only its admin console tells them (§4.2). */
const pgbouncerStands =
  "PostgreSQL was not asked: PgBouncer stands before it, so that PgBouncer's max_client_conn is the limit that counts"

/**
 * PostgreSQL's connection limit, or a sentence why it can't be had: behind PgBouncer its figures
 * would be those of other connections. Never throws.
 */
export async function readPostgres(
  host: Host,
  access: PostgresAccess | undefined,
  { pgbouncer }: Pick<MastodonSettings, 'pgbouncer'>,
): Promise<Maybe<PostgresLimits>> {
  if (pgbouncer) return { unknown: pgbouncerStands }
  if (access === undefined) return { unknown: 'PostgreSQL was not asked: .env.production does not tell how' }
  try {
    return { value: await host.askPostgres(access) }
  } catch (error) {
    if (error instanceof HostError && error.code === behindPgbouncer) return { unknown: pgbouncerStands }
    // PostgreSQL itself refuses with codes of their own; PgBouncer calls nearly everything a
    // protocol violation.
    const odd = error instanceof HostError && error.code === '08P01'
    return {
      unknown: odd
        ? `${sentence(error)}, as PgBouncer answers: then its max_client_conn is the limit that counts`
        : sentence(error),
    }
  }
}

/** Whether PgBouncer was met where .env.production does not say so. */
export function isBehindPgbouncer(postgres: Maybe<PostgresLimits>): boolean {
  return 'unknown' in postgres && postgres.unknown === pgbouncerStands
}
