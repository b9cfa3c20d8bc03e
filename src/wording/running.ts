import type { Role, State } from '../state.js'
import { plural } from '../text/format.js'
import { streamingPortOf } from '../units/names.js'
import { reloadNginx, upstreamLines } from '../units/nginx.js'

/**
 * What runs in a state, in a few lines: how many processes of which kind, and how many threads
 * Sidekiq has.
 */
export function runningNow(state: State): readonly string[] {
  const roles = state.active.flatMap((unit) => state.roles[unit] ?? [])
  const of = (kind: Role['kind']) => roles.filter((role) => role.kind === kind)
  const sidekiq = of('sidekiq')
  const threads = sidekiq.reduce((sum, role) => sum + (role.threads ?? 0), 0)
  const parts = [
    of('web').length > 0 ? 'web' : '',
    of('streaming').length > 0
      ? plural(of('streaming').length, 'streaming process', 'streaming processes')
      : '',
    sidekiq.length > 0
      ? `${plural(sidekiq.length, 'Sidekiq process', 'Sidekiq processes')} (${threads} threads)`
      : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? [] : [`Running now: ${parts.join(', ')}.`]
}

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
