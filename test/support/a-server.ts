import type { Facts, MastodonSettings, Programs } from '../../src/known/facts.js'
import type { Evidence } from '../../src/known/load.js'
import type { InstalledUnit, UnitFile } from '../../src/known/units.js'
import type { Queue } from '../../src/mastodon/queue.js'
import { isAtLeast, type Version } from '../../src/mastodon/version.js'
import type { State } from '../../src/state.js'
import { GB } from '../../src/text/format.js'
import { aLoad, type LoadWords } from './a-load.js'

/** What a test may say about a server; everything else is a healthy server with nothing of Mastodon's installed. */
export interface Server {
  readonly hostname?: string
  readonly cores?: number
  /** In GB. */
  readonly memory?: number
  /** In GB; half of its memory where nothing else is said. */
  readonly memoryFree?: number
  readonly container?: string | null
  readonly systemd?: number
  readonly home?: string
  readonly user?: string
  readonly version?: string
  /** A name alone has weight 1. */
  readonly queues?: readonly (string | Queue)[]
  readonly programs?: Partial<Programs>
  readonly settings?: Partial<MastodonSettings>
  /** PostgreSQL's max_connections; null where it can't be read. */
  readonly maxConnections?: number | null
  /** Connections that are open now. */
  readonly inUse?: number
  readonly redis?: Facts['redis']
  /** What Sidekiq does, in a few words (see `aLoad`) or in full. */
  readonly load?: LoadWords | Evidence
  readonly units?: readonly InstalledUnit[]
  readonly unitFiles?: readonly UnitFile[]
  readonly state?: State
}

/** The queues of Mastodon 4.6, with the weights that its config/sidekiq.yml gives them. */
export const usualQueues: readonly Queue[] = Object.entries({
  ...{ default: 8, push: 6, ingress: 4, mailers: 2, pull: 1, scheduler: 1, fasp: 1 },
}).map(([name, weight]) => ({ name, weight }))

/** No unit, no link, nothing that runs. */
export const emptyState: State = { files: {}, links: {}, active: [], roles: {} }

/** The facts of a server that a test describes. */
export function aServer(server: Server = {}): Facts {
  const { cores = 4, memory = 8, memoryFree = memory / 2, maxConnections = 100, inUse = 40 } = server
  const version = versionOf(server.version ?? '4.6.5')
  return {
    machine: {
      hostname: server.hostname ?? 'social',
      os: 'Debian 13',
      cores,
      coresSeen: cores,
      memory: memory * GB,
      memoryFree: memoryFree * GB,
      container: server.container ?? null,
      root: true,
    },
    systemd: { version: { value: server.systemd ?? 257 }, running: true },
    mastodon: {
      home: server.home ?? '/home/mastodon/live',
      user: server.user ?? 'mastodon',
      version,
      queues: server.queues?.map(queueOf) ?? queuesOf(version),
    },
    programs: { ...programs, ...server.programs },
    settings: { ...settings, ...server.settings },
    postgres:
      maxConnections === null
        ? { unknown: 'It did not answer.' }
        : { value: { maxConnections, reserved: 3, inUse } },
    redis: server.redis ?? { value: '7.2.4' },
    evidence: evidenceOf(server.load),
    units: server.units ?? [],
    unitFiles: server.unitFiles ?? [],
    state: server.state ?? emptyState,
  }
}

/** They exist wherever tests run, so that systemd can verify units that start them. */
const programs: Programs = {
  bundle: { value: '/usr/bin/true' },
  node: { value: '/usr/bin/env' },
  jemalloc: { value: 'libjemalloc.so' },
}

const settings: MastodonSettings = {
  readable: { value: true },
  databaseHere: true,
  pgbouncer: false,
  replica: false,
  dbPool: null,
  redisHere: true,
  uploads: null,
  sendmail: false,
}

function evidenceOf(load: Server['load']): Facts['evidence'] {
  if (load === undefined) return { unknown: 'nobody asked what Sidekiq does' }
  return { value: 'now' in load ? load : aLoad(load) }
}

function versionOf(text: string): Version {
  const [major = 4, minor = 0, patch = 0] = text.split('.').map(Number)
  return { major, minor, patch, text }
}

const queueOf = (queue: string | Queue): Queue =>
  typeof queue === 'string' ? { name: queue, weight: 1 } : queue

/** The queues that a release has. */
function queuesOf(version: Version): readonly Queue[] {
  const sinceWhen: Readonly<Record<string, readonly [major: number, minor: number]>> = {
    ingress: [4, 0],
    fasp: [4, 4],
  }
  return usualQueues.filter(({ name }) => isAtLeast(version, ...(sinceWhen[name] ?? [0, 0])))
}
