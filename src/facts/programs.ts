import type { Host } from '../host/host.js'
import type { Mastodon, Maybe, Programs } from '../known/facts.js'
import type { Path } from '../state.js'
import { words } from '../systemd/unit-text.js'
import { tryList, tryStat } from './try-read.js'
import type { SeenUnit } from './units-from-files.js'
import { userHome } from './users.js'

/**
 * The programs that the units start and the library they preload; what runs now wins over the usual
 * places. Never throws.
 */
export async function findPrograms(
  host: Host,
  mastodon: Pick<Mastodon, 'home' | 'user'>,
  units: readonly SeenUnit[],
): Promise<Programs> {
  const own = (await userHome(host, mastodon.user)) ?? mastodon.home.replace(/\/[^/]+$/, '')
  const used = (name: string) =>
    units
      .map((unit) => words(unit.execStart)[0] ?? '')
      .filter((path) => path.startsWith('/') && path.endsWith(`/${name}`))
  const bundles = [
    `${own}/.rbenv/shims/bundle`,
    '/opt/rbenv/shims/bundle',
    '/usr/local/bin/bundle',
    '/usr/bin/bundle',
  ]
  const [bundle, node, jemalloc] = await Promise.all([
    firstOf(
      host,
      [...used('bundle'), ...bundles],
      'bundle (Ruby) was not found: see whether Ruby is installed as the Mastodon guide says',
    ),
    firstOf(
      host,
      [...used('node'), '/usr/bin/node', '/usr/local/bin/node'],
      'node was not found: see whether Node.js is installed as the Mastodon guide says',
    ),
    findJemalloc(host),
  ])
  return { bundle, node, jemalloc }
}

async function firstOf(host: Host, paths: readonly Path[], unknown: string): Promise<Maybe<Path>> {
  for (const path of new Set(paths)) if ((await tryStat(host, path)) !== undefined) return { value: path }
  return { unknown }
}

/**
 * The loader finds a bare name in its own folders; one in /usr/local/lib may be missing from its
 * cache, so that gets its path.
 */
async function findJemalloc(host: Host): Promise<Maybe<string>> {
  const native = (await tryList(host, '/usr/lib')).filter(
    (name) => /-linux-gnu/.test(name) && !name.startsWith('i386'),
  )
  const folders = [...native.map((name) => `/usr/lib/${name}`), '/usr/lib64', '/usr/lib', '/usr/local/lib']
  for (const name of ['libjemalloc.so', 'libjemalloc.so.2', 'libjemalloc.so.1']) {
    for (const folder of folders) {
      if ((await tryStat(host, `${folder}/${name}`)) === undefined) continue
      return { value: folder === '/usr/local/lib' ? `${folder}/${name}` : name }
    }
  }
  return {
    unknown:
      'jemalloc is not installed: Mastodon needs more memory without it (Debian and Ubuntu: apt install libjemalloc2)',
  }
}
