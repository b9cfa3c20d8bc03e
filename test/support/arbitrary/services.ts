import fc from 'fast-check'
import type { Facts } from '../../../src/known/facts.js'
import { fileOf, type Path, type Unit } from '../../../src/state.js'
import { envAssignment, execWord, pathValue, pathWord, UnitTextError } from '../../../src/systemd/escape.js'
import { ownUnits } from '../../../src/units/desired.js'
import { webAddress } from '../../../src/units/web-address.js'
import { aServer } from '../a-server.js'
import { aUnit } from '../a-unit.js'
import { answersFor } from '../answers-for.js'
import { anyOddText, anyPath } from './texts.js'

/** A service, its file, and what systemd is to understand of it. */
export interface Meant {
  readonly unit: Unit
  readonly path: Path
  readonly text: string
  readonly argv: readonly string[]
  readonly environment: readonly string[]
  readonly folder: Path
  readonly writable: readonly Path[]
  readonly user: string
}

/** A program's path has no quotation mark and no backslash: few of these are refused. */
const programs = anyPath(anyOddText).map((path) => `${path.replace(/["'\\]/g, '')}p`)

/** What a server may say of itself, as strangely as a unit may hold it. */
export const anyStrangeServer: fc.Arbitrary<Facts> = fc
  .record({
    home: anyPath(anyOddText),
    uploads: fc.option(anyPath(anyOddText)),
    user: fc.oneof(fc.constant('mastodon'), fc.stringMatching(/^[a-z_][a-z0-9_.-]{0,12}\$?$/)),
    bundle: programs,
    node: programs,
    jemalloc: anyOddText.filter((text) => text !== ''),
    bind: fc.constantFrom('', 'localhost', '0.0.0.0', '::', '[::1]', 'host.example', 'a b', '%i', '$HOME'),
    port: fc.oneof(fc.integer({ min: -1, max: 70_000 }).map(String), anyOddText),
    socket: fc.option(fc.oneof(anyPath(anyOddText), fc.constant('/run/mastodon/web.sock'))),
    queue: fc.stringMatching(/^[A-Za-z0-9_.:-]{1,12}$/),
  })
  .map(({ home, uploads, user, bundle, node, jemalloc, bind, port, socket, queue }) => {
    const environment = { BIND: bind, PORT: port, ...(socket === null ? {} : { SOCKET: socket }) }
    return aServer({
      ...{ home, user, queues: [{ name: queue, weight: 3 }, 'scheduler'] },
      programs: { bundle: { value: bundle }, node: { value: node }, jemalloc: { value: jemalloc } },
      settings: { uploads },
      units: [aUnit({ unit: 'mastodon-web.service', environment })],
    })
  })

/** The services that these facts give, named after `number`; none where they are refused. */
export function servicesOf(facts: Facts, number: number): readonly Meant[] | UnitTextError {
  try {
    const [first] = facts.mastodon.queues
    const sizes = { [first?.name ?? '']: { threads: 7, processes: 1 } }
    const units = ownUnits(facts, {
      ...answersFor('per-queue', { web: { workers: 2, threads: 5 } }),
      groups: sizes,
    })
    return units.flatMap(({ unit, text, role }) => {
      if (!['web', 'streaming', 'sidekiq'].includes(role.kind)) return []
      const named = unit.replace('mastodon', `p${number}`)
      return [{ unit: named, path: fileOf(named), text, ...meaning(facts, role.kind, role.queues ?? []) }]
    })
  } catch (error) {
    if (error instanceof UnitTextError) return error
    throw error
  }
}

function meaning({ mastodon, programs, settings, units }: Facts, kind: string, queues: readonly string[]) {
  const had = (fact: Facts['programs']['bundle']) => ('value' in fact ? fact.value : '')
  const [bundle, node, jemalloc] = [
    had(programs.bundle),
    had(programs.node),
    `LD_PRELOAD=${had(programs.jemalloc)}`,
  ]
  const { name = '', weight = 1 } = mastodon.queues.find((queue) => queues.includes(queue.name)) ?? {}
  const address = webAddress(aServer({ units }))
  const variables = address.variables.map(([key, value]) => `${key}=${value}`)
  const uploads = settings.uploads === null || kind === 'streaming' ? [] : [`-${simple(settings.uploads)}`]
  const of = {
    web: {
      argv: [bundle, 'exec', 'puma', '-C', 'config/puma.rb'],
      environment: [
        'RAILS_ENV=production',
        ...variables,
        'WEB_CONCURRENCY=2',
        'MAX_THREADS=5',
        'DB_POOL=5',
        jemalloc,
      ],
    },
    streaming: { argv: [node, './streaming'], environment: ['NODE_ENV=production', 'PORT=4000'] },
    sidekiq: {
      argv: [bundle, 'exec', 'sidekiq', '-c', '7', '-q', name.includes('-') ? `${name},${weight}` : name],
      environment: ['RAILS_ENV=production', 'DB_POOL=7', 'MALLOC_ARENA_MAX=2', jemalloc],
    },
  }[kind as 'web' | 'streaming' | 'sidekiq']
  return {
    ...of,
    folder: simple(mastodon.home),
    writable: [simple(mastodon.home), ...uploads],
    user: mastodon.user,
  }
}

/** A service of one random text in each place. */
export function wordService(text: string, path: Path, number: number): Meant {
  const unit = `p${number}-words.service`
  const lines = [
    '[Service]',
    `WorkingDirectory=${pathValue(path)}`,
    `ReadWritePaths=${pathWord('/one')} ${pathWord(path)} ${pathWord('/two')}`,
    `Environment=${envAssignment('A', text)}`,
    `ExecStart=/usr/bin/true ${execWord(text)} ${execWord('next')}`,
  ]
  return {
    unit,
    path: fileOf(unit),
    text: `${lines.join('\n')}\n`,
    // Shown before variables are put in, so a dollar sign stands there twice.
    argv: ['/usr/bin/true', text.replaceAll('$', '$$$$'), 'next'],
    environment: [`A=${text}`],
    folder: simple(path),
    writable: ['/one', simple(path), '/two'],
    user: '',
  }
}

/** A path as systemd keeps it: without what says nothing. */
function simple(path: Path): Path {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  return `/${parts.join('/')}`
}
