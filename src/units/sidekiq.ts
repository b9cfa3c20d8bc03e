import type { Group } from '../answers/groups.js'
import type { GroupSize, SandboxLevel } from '../answers.js'
import type { Facts } from '../known/facts.js'
import type { Queue } from '../mastodon/queue.js'
import { railsStartTimeout, sidekiqStopTimeout } from '../mastodon/times.js'
import type { Unit } from '../state.js'
import { labelValue, UnitTextError } from '../systemd/escape.js'
import type { Directive } from '../systemd/unit-text.js'
import { reliefProcess, sidekiqProcess, sidekiqUnit, targetUnit } from './names.js'
import { unitText } from './section.js'
import {
  databases,
  env,
  installSection,
  jemalloc,
  type OwnUnit,
  program,
  serviceSection,
  unitSection,
} from './service.js'

/**
 * The instances `mastodon-sidekiq-NN-LABEL@THREADS.service` of a group, NN counting its processes
 * from 01. The instance is the number of threads, so that an old and a new size can run side by
 * side while one takes over from the other. `first` is the number of the first.
 */
export function sidekiqUnits(
  facts: Facts,
  group: Group,
  size: GroupSize,
  level: SandboxLevel,
  first = 1,
): readonly OwnUnit[] {
  if (group.exclusive && first + size.processes > 2)
    throw new UnitTextError(
      `Only one process may serve the queue scheduler, so ${group.label} can't have ${first + size.processes - 1} processes.`,
    )
  const text = sidekiqText(facts, group, level, [sidekiqUnit])
  return Array.from({ length: size.processes }, (_, index) => ({
    unit: sidekiqProcess({ number: first + index, label: group.label, threads: size.threads }),
    text,
    role: {
      kind: 'sidekiq',
      claims: group.exclusive ? ['scheduler'] : [],
      queues: group.queues.map((queue) => queue.name),
      threads: size.threads,
      stopSeconds: sidekiqStopTimeout,
    },
  }))
}

/**
 * A process for these queues that runs only while a plan exchanges the one that serves them. It is
 * part of no umbrella, so that it goes on when that is stopped, and nothing wants it at boot.
 */
export function relief(
  facts: Facts,
  names: readonly string[],
  threads: number,
  level: SandboxLevel,
): OwnUnit {
  const queues = names.map(
    (name) => facts.mastodon.queues.find((queue) => queue.name === name) ?? { name, weight: 1 },
  )
  const group: Group = { label: 'relief', queues, exclusive: false }
  return {
    unit: reliefProcess(threads),
    text: sidekiqText(facts, group, level, []),
    role: { kind: 'sidekiq', claims: [], queues: names, threads, stopSeconds: sidekiqStopTimeout },
  }
}

/** `parts` are the umbrellas that it is part of and wanted by. */
function sidekiqText(facts: Facts, group: Group, level: SandboxLevel, parts: readonly Unit[]): string {
  const bundle = program('bundle', facts.programs.bundle)
  const [first] = group.queues
  // %j is the name's part after its last hyphen: the queue, unless several are served or the
  // queue's name has a hyphen.
  const byName = group.queues.length === 1 && first?.name === group.label && !group.label.includes('-')
  const threads: Directive = ['Environment', '"DB_POOL=%i"']
  return unitText([
    unitSection(
      byName ? 'Mastodon, Sidekiq for %j, %i threads' : `Mastodon, Sidekiq for ${group.label}, %i threads`,
      parts,
      databases,
    ),
    serviceSection(facts, level, 'sidekiq', {
      environment: [env('RAILS_ENV', 'production'), threads, env('MALLOC_ARENA_MAX', 2), ...jemalloc(facts)],
      exec: [
        [
          'ExecStart',
          `${bundle} exec sidekiq -c %i ${byName ? '-q %j' : group.queues.map(explicit).join(' ')}`,
        ],
      ],
      start: railsStartTimeout,
      stop: sidekiqStopTimeout,
    }),
    ...(parts.length === 0 ? [] : [installSection(targetUnit, ...parts)]),
  ])
}

/** With its weight, since queues named without one would be served strictly one after the other. */
function explicit(queue: Queue): string {
  return `-q ${labelValue(queue.name)},${queue.weight}`
}
