import { release } from 'node:os'
import type { Context } from '../commands/context.js'
import { debugHost } from '../host/debug-host.js'
import { openDebugLog } from '../host/debug-log.js'
import type { Host } from '../host/host.js'
import type { Secrets } from '../host/secrets.js'
import { version } from '../version.js'

export interface Debugging {
  readonly host: Host
  readonly log: (line: string) => void
  readonly logged: <C extends Context>(context: C) => C
}

/**
 * Begins the log of --debug: a host and a context that note what they do. @throws HostError where
 * the file can't be had.
 */
export async function beginDebugging(
  file: string,
  host: Host,
  argv: readonly string[],
  { redact }: Secrets,
): Promise<Debugging> {
  const log = openDebugLog(file, redact)
  log.line(
    `mastodon-tune ${version}, node ${process.version}, Linux ${release()} ${process.arch}, ${host.kind} server`,
  )
  log.line(`mastodon-tune ${argv.join(' ')}`)
  const { uid, sudoUser } = await host.machine()
  log.line(`user ${uid}${sudoUser === undefined ? '' : `, by sudo from ${sudoUser}`}, process ${process.pid}`)
  return {
    host: debugHost(host, log),
    log: log.line,
    logged: (context) => ({
      ...context,
      log: log.line,
      err: (line: string) => {
        log.line(`told: ${line}`)
        context.err(line)
      },
    }),
  }
}
