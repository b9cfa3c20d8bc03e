import type { Role, State } from '../state.js'

/** What runs in a state, in a few lines: how many processes of which kind, and how many queues they serve. */
export function runningNow(state: State): readonly string[] {
  const roles = state.active.flatMap((unit) => state.roles[unit] ?? [])
  const of = (kind: Role['kind']) => roles.filter((role) => role.kind === kind)
  const sidekiq = of('sidekiq')
  const queues = new Set(sidekiq.flatMap((role) => role.queues ?? []))
  const threads = sidekiq.reduce((sum, role) => sum + (role.threads ?? 0), 0)
  const parts = [
    of('web').length > 0 ? 'web' : '',
    of('streaming').length > 0 ? `streaming x ${of('streaming').length}` : '',
    sidekiq.length > 0 ? `Sidekiq x ${sidekiq.length} (${threads} threads, ${queues.size} queues)` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? [] : [`Running now: ${parts.join(', ')}.`]
}
