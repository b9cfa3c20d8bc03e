import type { GroupSize, SandboxLevel } from '../answers.js'
import type { Facts, Queue } from '../facts/types.js'
import { labelValue, UnitTextError } from './escape.js'
import type { Group } from './groups.js'
import type { Directive } from './section.js'
import { unitText } from './section.js'
import type { OwnUnit } from './service.js'
import { env, installSection, jemalloc, program, serviceSection, unitSection } from './service.js'

/**
 * The instances `mastodon-sidekiq-NN-LABEL@THREADS.service` of a group, NN counting its processes from 01. The instance is the
 * number of threads, so that an old and a new size can run side by side while one takes over from the other.
 */
export function sidekiq(facts: Facts, group: Group, size: GroupSize, level: SandboxLevel): readonly OwnUnit[] {
  if (group.exclusive && size.processes > 1)
    throw new UnitTextError(`Only one process may serve the queue scheduler, so ${group.label} can't have ${size.processes} processes.`)
  const label = labelValue(group.label)
  const text = sidekiqText(facts, group, level)
  return Array.from({ length: size.processes }, (_, index) => ({
    unit: `mastodon-sidekiq-${String(index + 1).padStart(2, '0')}-${label}@${size.threads}.service`,
    text,
    role: {
      kind: 'sidekiq',
      claims: group.exclusive ? ['scheduler'] : [],
      queues: group.queues.map((queue) => queue.name),
      threads: size.threads,
    },
  }))
}

function sidekiqText(facts: Facts, group: Group, level: SandboxLevel): string {
  const bundle = program('bundle', facts.programs.bundle)
  const [first] = group.queues
  // %j is the name's part after its last hyphen: the queue, unless several are served or the queue's name has a hyphen.
  const byName = group.queues.length === 1 && first?.name === group.label && !group.label.includes('-')
  const threads: Directive = ['Environment', '"DB_POOL=%i"']
  return unitText([
    unitSection(
      byName ? 'Mastodon, Sidekiq for %j, %i threads' : `Mastodon, Sidekiq for ${group.label}, %i threads`,
      ['mastodon-sidekiq.service'],
      ['postgresql.service', 'redis-server.service', 'redis.service'],
    ),
    serviceSection(facts, level, 'sidekiq', {
      environment: [env('RAILS_ENV', 'production'), threads, env('MALLOC_ARENA_MAX', 2), ...jemalloc(facts)],
      exec: [['ExecStart', `${bundle} exec sidekiq -c %i ${byName ? '-q %j' : group.queues.map(explicit).join(' ')}`]],
      start: 180,
      // Sidekiq takes 25 s to give up its jobs and 3 s to push them back, its exporter up to 10 s more.
      stop: 60,
    }),
    installSection('mastodon.target', 'mastodon-sidekiq.service'),
  ])
}

/** With its weight, since queues named without one would be served strictly one after the other. */
function explicit(queue: Queue): string {
  return `-q ${labelValue(queue.name)},${queue.weight}`
}
