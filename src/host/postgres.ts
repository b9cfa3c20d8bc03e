import type { Client } from 'pg'
import type { PostgresAccess } from '../known/access.js'
import type { PostgresLimits } from '../known/facts.js'
import { codeOf } from './error-codes.js'
import { HostError } from './host.js'

/** The code of the HostError when another program answered in PostgreSQL's place. */
export const behindPgbouncer = 'PGBOUNCER'

/** Only what has a database: PostgreSQL's own background processes take none of the connections. */
const question = `select current_setting('max_connections')::int as most,
  current_setting('superuser_reserved_connections')::int as reserved, count(*)::int as used,
  pg_backend_pid() as pid from pg_stat_activity where datid is not null`

/**
 * PostgreSQL's connection limit and use, asked as Mastodon: 2 s to connect, 3 s to answer. Root
 * connects over a Unix socket as the system user `access.as`, for the server trusts it by name. The
 * whole process has that user's rights for the moment of connecting, so no file work may be under
 * way.
 * @throws HostError whose sentence does not hold the password
 */
export async function askPostgres(access: PostgresAccess): Promise<PostgresLimits> {
  const overSocket = access.host.startsWith('/')
  try {
    if (overSocket) return await ask(access, false)
    // As libpq's `sslmode=prefer`, which is Mastodon's default: encrypted where the server can,
    // without proof of its name.
    return await ask(access, true).catch((error) => {
      if (error instanceof Error && /does not support SSL/.test(error.message)) return ask(access, false)
      throw error
    })
  } catch (error) {
    throw error instanceof HostError ? error : new HostError(because(error), codeOf(error))
  }
}

async function ask(access: PostgresAccess, encrypted: boolean): Promise<PostgresLimits> {
  const pg = await import('pg')
  const client = new pg.Client({
    host: access.host,
    port: access.port,
    user: access.user,
    database: access.database,
    ...(access.password === undefined ? {} : { password: access.password }),
    ssl: encrypted ? { rejectUnauthorized: false } : false,
    application_name: 'mastodon-tune',
    connectionTimeoutMillis: 2000,
    // Watched here: PgBouncer refuses a connection that names a statement_timeout.
    query_timeout: 3000,
  })
  client.on('error', () => undefined)
  try {
    await connect(client, access)
    const { rows } = await client.query<{ most: number; reserved: number; used: number; pid: number }>(
      question,
    )
    const row = rows[0]
    if (row === undefined) throw new HostError('PostgreSQL gave no answer about its connection limit')
    // PgBouncer makes up the process id that it greets with, and PostgreSQL's own answer tells the
    // real one.
    const greeted = (client as Client & { readonly processID?: number | null }).processID
    if (greeted !== null && greeted !== undefined && greeted !== row.pid)
      throw new HostError('PgBouncer stands before PostgreSQL', behindPgbouncer)
    return { maxConnections: row.most, reserved: row.reserved, inUse: row.used }
  } finally {
    // Not awaited: a server that hangs here has nothing more to say.
    client.end().catch(() => undefined)
  }
}

/**
 * The kernel notes who connects in connect(2), which pg and Node call before `client.connect()`
 * returns.
 */
function connect(client: Client, access: PostgresAccess): Promise<unknown> {
  if (!access.host.startsWith('/') || process.geteuid?.() !== 0 || process.seteuid === undefined)
    return client.connect()
  try {
    process.seteuid(access.as)
  } catch {
    throw new HostError(
      `PostgreSQL was not asked: there is no system user ${access.as}; name Mastodon's with --user`,
    )
  }
  try {
    return client.connect()
  } finally {
    process.seteuid(0)
  }
}

function because(error: unknown): string {
  const code = codeOf(error)
  const message = error instanceof Error ? error.message : ''
  if (code === 'ECONNREFUSED' || code === 'ENOENT')
    return 'PostgreSQL does not answer: nothing listens where .env.production says it is'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return "PostgreSQL does not answer: the host name in .env.production can't be found"
  if (code === 'ETIMEDOUT' || /time(d )?out/i.test(message)) return 'PostgreSQL did not answer within 3 s'
  if (code.startsWith('28')) return `PostgreSQL refuses the user or password of .env.production (${code})`
  if (code === '3D000') return 'PostgreSQL has no database of the name in .env.production'
  if (code === '53300') return 'PostgreSQL has no connection left: its limit is reached right now'
  return `PostgreSQL could not be asked${code === '' ? '' : ` (${code})`}`
}
