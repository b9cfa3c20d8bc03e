import type { Host } from '../host/host.js'
import { type Path, runtimeDirectory } from '../state.js'
import { stopTimeoutFile } from '../systemd/stop-timeout.js'
import { isMastodonUnit } from '../units/names.js'
import { namesIn, textOf } from './reading.js'

/** The drop-ins that a run under way, or one that was cut off, has laid to give units more time to stop. */
export async function stopTimeoutFiles(host: Host): Promise<Readonly<Record<Path, string>>> {
  const units = (await namesIn(host, runtimeDirectory))
    .map((name) => name.replace(/\.d$/, ''))
    .filter(isMastodonUnit)
  const read = await Promise.all(
    units.map(async (unit) => {
      const text = await textOf(host, stopTimeoutFile(unit))
      return text === undefined ? [] : [[stopTimeoutFile(unit), text] as const]
    }),
  )
  return Object.fromEntries<string>(read.flat())
}
