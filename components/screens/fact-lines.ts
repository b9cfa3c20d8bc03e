import { type Facts, known, type Maybe } from '../../src/facts/types.js'
import { bytes } from '../../src/format.js'

/** What was found, as labels and sentences. What could not be had says why. */
export function factLines(facts: Facts): readonly (readonly [string, string])[] {
  const { machine, mastodon, systemd, postgres, redis, programs, settings, units } = facts
  const cores = machine.cores === machine.coresSeen ? `${machine.cores} cores` : `${machine.cores} of ${machine.coresSeen} cores`
  const inside = machine.container === null ? '' : `, in ${machine.container}`
  const active = units.filter((unit) => unit.active).map((unit) => unit.unit.replace(/^mastodon-|\.service$/g, ''))
  return [
    ['Mastodon', `${mastodon.version.text}, ${mastodon.home}, user ${mastodon.user}, ${mastodon.queues.length} queues`],
    ['This server', `${cores}, ${bytes(machine.memory)} memory (${bytes(machine.memoryFree)} free)${inside}`],
    ['System', `${machine.os}, systemd ${said(systemd.version, String)}`],
    [
      'PostgreSQL',
      `${place(settings.databaseHere)}, ${said(postgres, (limits) => `${limits.maxConnections} connections, ${limits.inUse} in use`)}`,
    ],
    ['Redis', `${place(settings.redisHere)}, ${said(redis, (version) => `version ${version}`)}`],
    ['Allocator', said(programs.jemalloc, (name) => `${name} found`)],
    ['Running now', active.length === 0 ? 'none of its services' : active.join(', ')],
  ]
}

function said<T>(fact: Maybe<T>, show: (value: T) => string): string {
  return known(fact) ? show(fact.value) : `unknown: ${fact.unknown}`
}

function place(here: boolean): string {
  return here ? 'here' : 'on another server'
}
