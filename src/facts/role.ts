import { streamingPort, usualThreads, usualWorkers, webPort } from '../mastodon/defaults.js'
import { nameOf, type Role, type Unit } from '../state.js'
import { words } from '../systemd/unit-text.js'
import { sidekiqUnit, streamingUnit, surgeLabelOf, targetUnit, webSocketUnit } from '../units/names.js'

type Environment = Readonly<Record<string, string>>

/** The sizes that nothing names, as text like those that something does. */
const usual = { threads: String(usualThreads), workers: String(usualWorkers) } as const

/** Units that stand for several processes where they run nothing themselves. */
const umbrellas: readonly Unit[] = [sidekiqUnit, streamingUnit]

/**
 * What a unit is for Mastodon, by what it runs; undefined for one that is none of ours to touch (an
 * exporter, an admin's job). `allQueues` are the names in config/sidekiq.yml, which a Sidekiq
 * without `-q` serves; where they are not known it counts as serving `scheduler`. `listen` is what
 * a socket unit listens on.
 */
export function roleOf(
  unit: Unit,
  execStart: string,
  environment: Environment,
  type: string,
  allQueues: readonly string[],
  listen: readonly string[] = [],
): Role | undefined {
  if (unit === targetUnit) return { kind: 'target', claims: [] }
  if (unit === webSocketUnit) return { kind: 'socket', claims: listen.flatMap(portClaim) }
  if (surgeLabelOf(unit) !== undefined) return { kind: 'timer', claims: [] }
  if (!unit.endsWith('.service')) return undefined
  if (type === 'oneshot') return umbrellas.includes(unit) ? { kind: 'shim', claims: [] } : undefined
  const argv = words(execStart).map((word) =>
    word.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => environment[name] ?? whole),
  )
  const names = argv.map(nameOf)
  // What a container engine starts is not a process of this systemd.
  if (/^(docker|docker-compose|podman|nerdctl)$/.test(names[0] ?? '')) return undefined
  if (names.includes('sidekiq')) return sidekiq(argv, environment, allQueues)
  const rails = names.indexOf('rails')
  if (names.includes('puma') || (rails >= 0 && /^s(erver)?$/.test(names[rails + 1] ?? '')))
    return web(argv, environment)
  // `node ./streaming`, `…/streaming/index.js`, `yarn workspace @mastodon/streaming start`
  if (argv.some((word) => /(^|[/:])streaming(\/(index\.[cm]?js)?)?$/.test(word))) {
    return {
      kind: 'streaming',
      claims: environment['SOCKET'] ? [] : [`port ${environment['PORT'] || streamingPort}`],
    }
  }
  return undefined
}

function sidekiq(argv: readonly string[], environment: Environment, allQueues: readonly string[]): Role {
  const named = valuesOf(argv, '-q', '--queue')
    .map((value) => value.split(',')[0] ?? '')
    .filter((name) => name !== '')
  const queues = [...new Set(named.length > 0 ? named : allQueues)]
  const claims = queues.includes('scheduler') || queues.length === 0 ? ['scheduler'] : []
  const threads = whole(
    valuesOf(argv, '-c', '--concurrency').at(-1) ?? environment['SIDEKIQ_CONCURRENCY'] ?? usual.threads,
  )
  return { kind: 'sidekiq', claims, queues, ...(threads === undefined ? {} : { threads }) }
}

function web(argv: readonly string[], environment: Environment): Role {
  const workers = whole(
    valuesOf(argv, '-w', '--workers').at(-1) ?? environment['WEB_CONCURRENCY'] ?? usual.workers,
  )
  const threads = whole(environment['MAX_THREADS'] ?? usual.threads)
  const port = valuesOf(argv, '-p', '--port').at(-1) ?? (environment['PORT'] || webPort)
  return {
    kind: 'web',
    claims: environment['SOCKET'] ? [] : [`port ${port}`],
    ...(workers === undefined || threads === undefined ? {} : { threads: Math.max(1, workers) * threads }),
    ...(workers === undefined ? {} : { workers }),
  }
}

/** Of `127.0.0.1:3000` or `3000`; none of a Unix socket. */
const portClaim = (address: string) =>
  /^(.*:)?\d+$/.test(address) ? [`port ${address.slice(address.lastIndexOf(':') + 1)}`] : []

const whole = (text: string) => (/^\d+$/.test(text) ? Number(text) : undefined)

/** The values of an option in all its spellings: `-q a`, `-qa`, `--queue a`, `--queue=a`. */
function valuesOf(argv: readonly string[], short: string, long: string): readonly string[] {
  return argv.flatMap((word, at) => {
    if (word === short || word === long) return argv[at + 1] ?? []
    if (word.startsWith(`${long}=`)) return word.slice(long.length + 1)
    return word.startsWith(short) && !word.startsWith('--') ? word.slice(short.length) : []
  })
}
