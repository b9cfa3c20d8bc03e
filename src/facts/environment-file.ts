import { type Host, HostError, ifThere } from '../host/host.js'

type Values = Readonly<Record<string, string>>

/**
 * The variables in files of EnvironmentFile=, the last has the last word; `unread` where one of
 * them can't be read.
 */
export interface EnvironmentFiles {
  readonly values: Values
  readonly unread: boolean
}

/**
 * Reads files as EnvironmentFile= names them: `/etc/default/mastodon`, with a `-` before it where
 * it may be missing. A pattern (`/etc/mastodon/*.env`) counts as not read. Never throws a
 * HostError.
 */
export async function readEnvironmentFiles(
  host: Pick<Host, 'read'>,
  names: readonly string[],
): Promise<EnvironmentFiles> {
  const read = await Promise.all(names.map((name) => readOne(host, name.replace(/^-/, ''))))
  const values: Values = Object.assign({}, ...read.map((text) => environmentIn(text ?? '')))
  return { values, unread: read.includes(null) }
}

/** '' for a file that is not there, null for one that can't be read. */
async function readOne(host: Pick<Host, 'read'>, path: string): Promise<string | null> {
  if (/[*?[]/.test(path)) return null
  try {
    return (await ifThere(host.read(path))) ?? ''
  } catch (error) {
    if (error instanceof HostError) return null
    throw error
  }
}

/**
 * The variables in such a file (systemd.exec(5)): one in a line, quoted or not; `#` begins a
 * comment only at a line's start, and nothing is put in for `$`. A value that goes on in further
 * lines without a backslash is not followed.
 */
export function environmentIn(text: string): Values {
  const lines = text.replace(/\\\r?\n/g, '').split(/[\r\n]+/)
  const pairs = lines.flatMap((line) => {
    const at = line.indexOf('=')
    const name = line.slice(0, Math.max(0, at)).trim()
    return /^[A-Za-z_]\w*$/.test(name) ? [[name, unquoted(line.slice(at + 1).trim())] as const] : []
  })
  return Object.fromEntries(pairs)
}

function unquoted(value: string): string {
  return value.replace(
    /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/g,
    (_, single?: string, double?: string, escaped?: string) =>
      single ?? double?.replace(/\\(["\\`$])/g, '$1') ?? escaped ?? '',
  )
}
