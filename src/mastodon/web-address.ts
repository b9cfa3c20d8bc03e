import { isIPv4, isIPv6 } from 'node:net'
import { webPort } from './defaults.js'

/**
 * Where a web unit listens, as Mastodon's config/puma.rb reads it from the environment: SOCKET, or
 * else BIND and PORT.
 */
export interface WebAddress {
  /**
   * The variables that say so, in the order in which they are written; what does not look right is
   * left out.
   */
  readonly variables: readonly (readonly [name: string, value: string])[]
  /**
   * `ADDRESS:PORT` where systemd can listen and Puma knows the socket again; null at a host's name
   * or a Unix socket.
   */
  readonly listen: string | null
  /** The TCP port; null at a Unix socket. */
  readonly port: number | null
  /** Where this server itself reaches it over HTTP; null at a Unix socket. */
  readonly url: string | null
}

/**
 * The address of a web unit with this environment; Puma's own is 127.0.0.1:3000 (config/puma.rb).
 * `fixed` where drop-ins may have the last word on the variables: then nothing is written in
 * another way than it stands there.
 */
export function webAddressOf(environment: Readonly<Record<string, string>>, fixed = false): WebAddress {
  const path = environment['SOCKET'] ?? ''
  if (/^(\/[\w.@+-]+)+$/.test(path) && !path.split('/').includes('..')) {
    return { variables: [['SOCKET', path]], listen: null, port: null, url: null }
  }
  const digits = environment['PORT'] ?? ''
  const port = /^[1-9]\d{0,4}$/.test(digits) && Number(digits) < 65536 ? Number(digits) : webPort
  const given = environment['BIND'] ?? ''
  const bind = hostOf(given)
  const host = bind ?? '127.0.0.1'
  const kept = fixed && bind !== undefined && bind !== given
  const systemdCanListen = !kept && (isIPv4(host) || (host.startsWith('[') && !dotted.test(host)))
  const written = kept ? given : bind
  return {
    variables: [...(written === undefined ? [] : [['BIND', written] as const]), ['PORT', String(port)]],
    listen: systemdCanListen ? `${host}:${port}` : null,
    port,
    url: `http://${loopbacks[host] ?? host}:${port}`,
  }
}

/** Where this server reaches itself under an address that means all of its own. */
const loopbacks: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '[::]': '[::1]' }

/**
 * Addresses that the C library writes with dots (`::ffff:127.0.0.1`), so that Puma finds them under
 * another name than ours.
 */
const dotted = /^\[::(ffff:)?[0-9a-f]+:[0-9a-f]+\]$/

/** BIND as Puma writes an address; undefined where it is none. */
function hostOf(bind: string): string | undefined {
  // Puma would listen on both loopbacks by itself, and not take the one that systemd holds.
  if (bind === 'localhost') return '127.0.0.1'
  if (isIPv4(bind)) return bind
  const inner = bind.replace(/^\[(.*)\]$/, '$1')
  // As getsockname() gives it to Puma's binder.rb: the shortest form, in brackets.
  if (isIPv6(inner) && !inner.includes('%')) return new URL(`http://[${inner}]`).hostname
  return /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(bind) ? bind : undefined
}
