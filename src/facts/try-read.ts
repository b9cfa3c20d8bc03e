import { type Host, HostError } from '../host/host.js'
import type { Path } from '../state.js'

async function orUndefined<T>(ask: Promise<T>): Promise<T | undefined> {
  try {
    return await ask
  } catch (error) {
    if (error instanceof HostError) return undefined
    throw error
  }
}

/** A file's text, or undefined where it can't be had for whatever reason. */
export const tryRead = (host: Pick<Host, 'read'>, path: Path) => orUndefined(host.read(path))

/** A folder's names in order, none where it can't be listed. */
export const tryList = async (host: Pick<Host, 'list'>, path: Path) =>
  [...((await orUndefined(host.list(path))) ?? [])].sort()

/** What stands at a path, or undefined where nothing does or it can't be seen. */
export const tryStat = (host: Pick<Host, 'stat'>, path: Path) => orUndefined(host.stat(path))
