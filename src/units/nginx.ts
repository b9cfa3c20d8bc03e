/**
 * What nginx's file for Mastodon says of the streaming processes (dist/nginx.conf): those it does
 * not know stay idle.
 */
export function upstreamLines(ports: readonly number[]): readonly string[] {
  return [
    'upstream streaming {',
    '  least_conn;',
    ...ports.map((port) => `  server 127.0.0.1:${port} fail_timeout=0;`),
    '}',
  ]
}

/** What has nginx take its files anew, unless something is wrong with them. */
export const reloadNginx = 'nginx -t && systemctl reload nginx'
