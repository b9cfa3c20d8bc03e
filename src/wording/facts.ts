import { connectionsAllowed, type Facts, isKnown, type Maybe } from '../known/facts.js'
import { bytes, plural } from '../text/format.js'
import { shortName } from '../units/names.js'

type Fact = readonly [label: string, text: string]

/**
 * What was found, as labels and sentences; on a small screen shorter ones, of what matters there.
 * What could not be had says why.
 */
export function factLines(facts: Facts, small: boolean): readonly Fact[] {
  const { machine, mastodon, systemd, redis, programs, settings, units } = facts
  const inside = machine.container === null ? '' : `, in ${machine.container}`
  const active = units.filter((unit) => unit.active).map(({ unit }) => shortName(unit))
  const kind = `systemd ${said(systemd.version, String)}`
  return [
    [
      'Mastodon',
      `${mastodon.version.text}, ${mastodon.home}${small ? '' : `, user ${mastodon.user}, ${mastodon.queues.length} queues`}`,
    ],
    ['This server', `${coresText(facts)}, ${memoryText(facts)}${inside}`],
    ...(small && isKnown(systemd.version) ? [] : [['System', `${machine.os}, ${kind}`] as const]),
    ['PostgreSQL', `${place(settings.databaseHere, small)}${connections(facts, small)}`],
    ['Redis', `${place(settings.redisHere, small)}${said(redis, (version) => `version ${version}`)}`],
    ...(small && isKnown(programs.jemalloc)
      ? []
      : [['Allocator', said(programs.jemalloc, (name) => `${name} found`)] as const]),
    ['Running now', active.length === 0 ? 'none of its services' : active.join(', ')],
    ...queues(facts),
  ]
}

function connections({ postgres: limits, settings: { pgbouncerClients } }: Facts, small: boolean): string {
  if (pgbouncerClients !== undefined) return `behind PgBouncer, which takes ${pgbouncerClients} connections`
  return said(limits, (postgres) => {
    const used = `${postgres.inUse} of ${connectionsAllowed(postgres)}`
    return small ? `${used} used` : `${used} connections in use (${postgres.reserved} kept for superusers)`
  })
}

function queues({ evidence, redis, postgres }: Facts): readonly Fact[] {
  if (isKnown(evidence)) return []
  // The same reason twice would only fill the screen.
  const why =
    isKnown(redis) && (isKnown(postgres) || postgres.unknown !== evidence.unknown)
      ? `: ${evidence.unknown}`
      : ' without Redis'
  return [['Queues', `not known${why}`]]
}

/** The same in three lines, for above the load: what the advice about it rests on. */
export function shortFacts(facts: Facts): readonly Fact[] {
  const { mastodon, postgres, redis, evidence, settings } = facts
  const idle =
    isKnown(evidence) && evidence.value.idle !== null
      ? `, ${Math.round(evidence.value.idle * 100)} % idle`
      : ''
  const limits =
    settings.pgbouncerClients !== undefined
      ? `PgBouncer takes ${settings.pgbouncerClients} connections`
      : said(postgres, (limits) => `${limits.inUse} of ${connectionsAllowed(limits)} connections in use`)
  return [
    ['Mastodon', `${mastodon.version.text}, ${mastodon.home}, user ${mastodon.user}`],
    ['This server', `${coresText(facts)}${idle}, ${memoryText(facts)}`],
    ['PostgreSQL', `${limits}; Redis ${said(redis, String)}`],
  ]
}

function coresText({ machine }: Facts): string {
  const { cores, coresSeen } = machine
  return cores === coresSeen ? plural(cores, 'core') : `${cores} of ${coresSeen} cores`
}

function memoryText({ machine, evidence }: Facts): string {
  const free = isKnown(evidence) ? (evidence.value.memoryFree ?? machine.memoryFree) : machine.memoryFree
  return `${bytes(machine.memory)} memory (${bytes(free)} free)`
}

function said<T>(fact: Maybe<T>, show: (value: T) => string): string {
  return isKnown(fact) ? show(fact.value) : `unknown: ${fact.unknown}`
}

function place(here: boolean, small: boolean): string {
  if (here) return small ? '' : 'here, '
  return small ? 'elsewhere, ' : 'on another server, '
}
