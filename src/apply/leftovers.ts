import { type Host, ifThere } from '../host/host.js'
import { stateFolder, unfinished } from '../record.js'
import { type Path, runtimeDirectory, unitDirectory } from '../state.js'
import { isMastodonName } from '../units/names.js'

/** Where the tool puts files, and how its own are called there: what is beside them is not ours. */
const places: readonly (readonly [Path, RegExp])[] = [
  [unitDirectory, /^\.(mastodon.*|\.mastodon-tune)\.[0-9a-f]{12}$|^\.mastodon-tune$/],
  [stateFolder, /^\.under-way\.(json|steps)\.[0-9a-f]{12}$/],
  [`${stateFolder}/history`, /^\.\d{6}\.json\.[0-9a-f]{12}$/],
]

/**
 * Removes what a run that was killed left half-written beside the files it was writing. Only to be
 * called while this run holds the lock: then nobody else is writing, or it lost its lock and its
 * note says that it lives. What can't be removed harms nothing and stays.
 */
export async function removeLeftovers(host: Host): Promise<void> {
  if ((await unfinished(host).catch(() => undefined))?.alive) return
  for (const [folder, ours] of places) await removeIn(host, folder, ours)
  for (const name of await namesIn(host, runtimeDirectory)) {
    if (!isMastodonName(name) || !name.endsWith('.d')) continue
    await removeIn(host, `${runtimeDirectory}/${name}`, /^\.mastodon-tune\.conf\.[0-9a-f]{12}$/)
    // A folder goes only where it is empty.
    await host.remove(`${runtimeDirectory}/${name}`).catch(() => undefined)
  }
  // Copies of new units that systemd was to check.
  for (const name of await namesIn(host, '/run')) {
    if (!/^mastodon-tune-[0-9a-z]+$/.test(name)) continue
    await removeIn(host, `/run/${name}`, /^\.?mastodon/)
    await host.remove(`/run/${name}`).catch(() => undefined)
  }
  // Steps without their run: it was killed while it began, or while it ended.
  const names = await namesIn(host, stateFolder)
  if (names.includes('under-way.steps') && !names.includes('under-way.json')) {
    await host.remove(`${stateFolder}/under-way.steps`).catch(() => undefined)
  }
}

async function removeIn(host: Host, folder: Path, ours: RegExp): Promise<void> {
  for (const name of await namesIn(host, folder)) {
    if (!ours.test(name)) continue
    const stat = await host.stat(`${folder}/${name}`).catch(() => undefined)
    if (stat?.kind === 'file' || stat?.kind === 'link')
      await host.remove(`${folder}/${name}`).catch(() => undefined)
  }
}

async function namesIn(host: Host, folder: Path): Promise<readonly string[]> {
  return (await ifThere(host.list(folder)).catch(() => undefined)) ?? []
}
