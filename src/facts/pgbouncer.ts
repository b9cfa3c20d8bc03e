import type { Host } from '../host/host.js'
import type { PostgresAccess } from '../known/access.js'
import { tameLines } from '../text/input-limits.js'
import { tryRead } from './try-read.js'

const file = '/etc/pgbouncer/pgbouncer.ini'
/** PgBouncer's own, where its file names none (pgbouncer.org/config.html). */
const defaults = { clients: 100, port: '6432' }

/**
 * How many clients the PgBouncer of this server takes (max_client_conn), from its file; undefined
 * where that can't be read, says more than can be followed (`%include`), or belongs to another
 * PgBouncer than the one that Mastodon asks (another port). Never throws.
 */
export async function readPgbouncer(
  host: Pick<Host, 'read'>,
  access: Pick<PostgresAccess, 'port'> | undefined,
): Promise<number | undefined> {
  const text = await tryRead(host, file)
  if (text === undefined || access === undefined) return undefined
  const lines = tameLines(text)
    .split('\n')
    .map((line) => line.trim())
  const from = lines.indexOf('[pgbouncer]')
  if (from < 0 || lines.some((line) => line.startsWith('%'))) return undefined
  const own = lines.slice(from + 1)
  const to = own.findIndex((line) => line.startsWith('['))
  const section = own.slice(0, to < 0 ? undefined : to)
  // The last one counts; what is a comment (`;`, `#`) does not begin with a name.
  const lastOf = (name: string) =>
    section.findLast((line) => new RegExp(`^${name}\\s*=`).test(line))?.replace(/^\w+\s*=\s*/, '')
  if ((lastOf('listen_port') ?? defaults.port) !== `${access.port}`) return undefined
  const clients = lastOf('max_client_conn') ?? `${defaults.clients}`
  return /^\d{1,6}$/.test(clients) && Number(clients) > 0 ? Number(clients) : undefined
}
