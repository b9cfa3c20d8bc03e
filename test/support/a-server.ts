import type { Facts, Programs, Settings } from '../../src/known/facts.js'
import type { Evidence } from '../../src/known/load.js'
import type { InstalledUnit, UnitFile } from '../../src/known/units.js'
import type { Queue } from '../../src/mastodon/queue.js'
import type { Version } from '../../src/mastodon/version.js'
import { GB } from '../../src/text/format.js'

/** What a test may say about a server; everything else is a healthy server with the stock installation. */
export interface World {
  readonly cores?: number
  /** In GB. */
  readonly memory?: number
  readonly version?: string
  readonly queues?: readonly string[]
  /** PostgreSQL's max_connections; null where it can't be read. */
  readonly maxConnections?: number | null
  readonly container?: string | null
  readonly systemd?: number
  readonly settings?: Partial<Settings>
  readonly programs?: Partial<Programs>
  readonly units?: readonly InstalledUnit[]
  readonly unitFiles?: readonly UnitFile[]
  readonly evidence?: Evidence
}

/** The facts of a server that a test describes. */
export function factsFor(world: World = {}): Facts {
  const { cores = 4, memory = 8, maxConnections = 100 } = world
  const version = versionOf(world.version ?? '4.6.5')
  const queues = world.queues?.map((name) => ({ name, weight: 1 })) ?? queuesOf(version)
  const machine = {
    hostname: 'social',
    os: 'Debian 13',
    cores,
    coresSeen: cores,
    memory: memory * GB,
    memoryFree: (memory * GB) / 2,
  }
  return {
    machine: { ...machine, container: world.container ?? null, root: true },
    systemd: { version: { value: world.systemd ?? 257 }, running: true },
    mastodon: { home: '/home/mastodon/live', user: 'mastodon', version, queues },
    programs: {
      bundle: { value: '/home/mastodon/.rbenv/shims/bundle' },
      node: { value: '/usr/bin/node' },
      jemalloc: { value: 'libjemalloc.so.2' },
      ...world.programs,
    },
    settings: {
      readable: { value: true },
      databaseHere: true,
      pgbouncer: false,
      replica: false,
      dbPool: null,
      redisHere: true,
      uploads: null,
      sendmail: false,
      ...world.settings,
    },
    postgres:
      maxConnections === null
        ? { unknown: 'It did not answer.' }
        : { value: { maxConnections, reserved: 3, inUse: 40 } },
    redis: { value: '7.2.4' },
    evidence:
      world.evidence === undefined
        ? { unknown: 'nobody asked what Sidekiq does' }
        : { value: world.evidence },
    units: world.units ?? [],
    unitFiles: world.unitFiles ?? [],
    state: { files: {}, links: {}, active: [], roles: {} },
  }
}

/** An installed unit; the stock Sidekiq where nothing else is said. */
export function unitFor(unit: Partial<InstalledUnit> = {}): InstalledUnit {
  const name = unit.unit ?? 'mastodon-sidekiq.service'
  return {
    unit: name,
    file: `/etc/systemd/system/${name}`,
    dropIns: [],
    active: true,
    enabled: true,
    execStart: '/home/mastodon/.rbenv/shims/bundle exec sidekiq -c 25',
    environment: {},
    stopSeconds: 60,
    ...unit,
  }
}

function versionOf(text: string): Version {
  const [major = 4, minor = 0, patch = 0] = text.split('.').map(Number)
  return { major, minor, patch, text }
}

function queuesOf({ major, minor }: Version): readonly Queue[] {
  const names = ['default', 'push', ...(major >= 4 ? ['ingress'] : []), 'mailers', 'pull', 'scheduler']
  return [...names, ...(major === 4 && minor >= 4 ? ['fasp'] : [])].map((name) => ({ name, weight: 1 }))
}
