import type { Host } from '../host/host.js'
import { isWant, nameOf, type Path, type Unit, unitDirectory } from '../state.js'
import { isMastodonName } from '../units/names.js'
import { tryList, tryStat } from './try-read.js'

/**
 * Every symlink named mastodon* in /etc/systemd/system and in its .wants and .requires folders,
 * with its target.
 */
export async function unitLinks(host: Host): Promise<Readonly<Record<Path, Path>>> {
  const dependencies = (await tryList(host, unitDirectory)).filter((name) => /\.(wants|requires)$/.test(name))
  const folders = [unitDirectory, ...dependencies.map((name) => `${unitDirectory}/${name}`)]
  const paths = await Promise.all(
    folders.map(async (folder) =>
      (await tryList(host, folder)).filter(isMastodonName).map((name) => `${folder}/${name}`),
    ),
  )
  const links = await Promise.all(
    paths
      .flat()
      .map(async (path) =>
        (await tryStat(host, path))?.kind === 'link' ? [[path, await host.readLink(path)] as const] : [],
      ),
  )
  return Object.fromEntries(links.flat())
}

/** Whether one of the links makes something pull this unit in at boot. */
export function isEnabled(unit: Unit, links: Readonly<Record<Path, Path>>): boolean {
  return Object.keys(links).some((path) => isWant(path) && nameOf(path) === unit)
}
