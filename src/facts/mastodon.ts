import { type Host, HostError } from '../host/host.js'
import type { Mastodon } from '../known/facts.js'
import { type Version, versionIn } from '../mastodon/version.js'
import type { Path } from '../state.js'
import { parseQueues } from './queues.js'
import { tryList, tryStat } from './try-read.js'
import type { SeenUnit } from './units-from-files.js'
import { userExists, userName } from './users.js'

/** Where Mastodon lives when no unit says: the official guide, YunoHost, Arch, and habit. */
const usualHomes: readonly Path[] = [
  '/home/mastodon/live',
  '/var/www/mastodon/live',
  '/var/lib/mastodon',
  '/opt/mastodon',
]
const versionFile = 'lib/mastodon/version.rb'

export interface Wanted {
  readonly home?: string
  readonly user?: string
}

/**
 * Mastodon itself: its folder, its system user, its release, its queues. What the admin names wins,
 * then what the units say.
 * @throws HostError that says what to do when there is none, or when its files can't be understood
 */
export async function findMastodon(
  host: Host,
  units: readonly SeenUnit[],
  wanted: Wanted = {},
): Promise<Mastodon> {
  const home = await findHome(host, units, wanted.home)
  const file = `${home}/${versionFile}`
  const queueFile = `${home}/config/sidekiq.yml`
  const [version, queues, user] = await Promise.all([
    host.read(file).then((text) => parseVersion(text, file)),
    host.read(queueFile).then((text) => parseQueues(text, queueFile)),
    wanted.user === undefined ? findUser(host, units, home) : named(host, wanted.user),
  ])
  return { home, user, version, queues }
}

async function findHome(host: Host, units: readonly SeenUnit[], wanted: string | undefined): Promise<Path> {
  if (wanted !== undefined) {
    const home = wanted.replace(/(?<=.)\/+$/, '')
    if (await isHome(host, home)) return home
    throw new HostError(
      `--home ${wanted}: no Mastodon is there (no ${versionFile}); name the folder that holds it, usually /home/mastodon/live`,
    )
  }
  const told = units.map((unit) => unit.workingDirectory).filter((folder) => folder.startsWith('/'))
  const mounted = (await tryList(host, '/mnt')).map((name) => `/mnt/${name}/live`)
  for (const home of new Set([...told, ...usualHomes, ...mounted])) if (await isHome(host, home)) return home
  throw new HostError(
    'no Mastodon was found on this server: name the folder that holds it, as in --home /home/mastodon/live',
    'no-mastodon',
  )
}

async function isHome(host: Host, home: Path): Promise<boolean> {
  try {
    await host.stat(`${home}/${versionFile}`)
    return true
  } catch (error) {
    // Someone other than root often can't look into Mastodon's home: better said than "not found".
    if (error instanceof HostError && (error.code === 'EACCES' || error.code === 'EPERM')) throw error
    if (error instanceof HostError) return false
    throw error
  }
}

async function named(host: Host, user: string): Promise<string> {
  if (user === 'root')
    throw new HostError('--user root: Mastodon must not run as root; name its own user, usually mastodon')
  if (await userExists(host, user)) return user
  throw new HostError(
    `--user ${user}: there is no such user on this server; name the one Mastodon runs as, usually mastodon`,
  )
}

async function findUser(host: Host, units: readonly SeenUnit[], home: Path): Promise<string> {
  const told =
    units.find((unit) => unit.user !== '' && unit.workingDirectory === home) ??
    units.find((unit) => unit.user !== '')
  if (told !== undefined) return told.user
  const owner = (await tryStat(host, `${home}/${versionFile}`))?.uid
  const name = owner === undefined ? undefined : await userName(host, owner)
  if (name === undefined)
    throw new HostError(
      `the owner of ${home} could not be determined: name Mastodon's system user, as in --user mastodon`,
    )
  return name
}

/**
 * The release that Mastodon's lib/mastodon/version.rb names.
 * @throws HostError that names `file` when it has none
 */
export function parseVersion(ruby: string, file: string): Version {
  const version = versionIn(ruby)
  if (version !== undefined) return version
  throw new HostError(`${file} names no Mastodon version: is it an unchanged file of a Mastodon release?`)
}
