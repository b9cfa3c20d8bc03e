import type { State } from '../state.js'
import { streamingPortOf } from '../units/names.js'
import { reloadNginx, upstreamLines } from '../units/nginx.js'

/**
 * What nginx has to know when there are several streaming processes; it is not changed for the
 * admin.
 */
export function nginxLines(state: State): readonly string[] {
  const ports = state.active.flatMap((unit) => {
    const port = state.roles[unit]?.kind === 'streaming' ? streamingPortOf(unit) : undefined
    return port ?? []
  })
  if (ports.length < 2) return []
  return [
    '',
    'nginx must know every streaming process. In its file for Mastodon:',
    ...upstreamLines(ports).map((line) => `  ${line}`),
    `then: ${reloadNginx}`,
  ]
}
