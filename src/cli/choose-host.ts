import type { Host } from '../host/host.js'
import type { Options } from '../options/options.js'
import { WrongInput } from '../wrong-input.js'

/**
 * Seconds that a second of waiting takes in a practice wizard: long enough to follow, short enough
 * to stay awake.
 */
const wizardPace = 0.1

/**
 * The server that the options speak of: this one, a folder, or a pretend one. Each is loaded only
 * when asked for.
 */
export async function chooseHost({ root, practice }: Options, command: string): Promise<Host> {
  if (practice) {
    const { practiceHost } = await import('../practice/host.js')
    return practiceHost({ pace: command === 'wizard' ? wizardPace : 0 })
  }
  if (root !== undefined) {
    const { stat } = await import('node:fs/promises')
    const found = await stat(root).catch(() => undefined)
    if (!found?.isDirectory())
      throw new WrongInput(`--root ${root}: give a folder that exists and holds a server's files.`)
    const { rootHost } = await import('../host/root.js')
    return rootHost(root)
  }
  const { localHost } = await import('../host/local.js')
  return localHost()
}
