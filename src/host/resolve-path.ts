import { lstat, readlink } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { codeOf, mostLinks } from './error-codes.js'
import { HostError } from './host.js'

/**
 * Where a server's path lies below a root folder. Symlinks are followed as the server would, so
 * that an absolute one stays below the root and `..` stops at it; the last part only where `follow`
 * says so.
 * @throws HostError (ELOOP) on a circle
 */
export async function resolveBelow(root: string, path: string, follow: boolean): Promise<string> {
  // The kernel itself does all this for the real root.
  if (root === '/') return posix.normalize(path)
  const left = path.split('/').filter((part) => part !== '')
  let at: string[] = []
  let links = 0
  for (let part = left.shift(); part !== undefined; part = left.shift()) {
    if (part === '.') continue
    if (part === '..') {
      at = at.slice(0, -1)
      continue
    }
    const target = left.length > 0 || follow ? await linkAt(join(root, ...at, part)) : undefined
    if (target === undefined) {
      at.push(part)
      continue
    }
    links += 1
    if (links > mostLinks)
      throw new HostError(`${path} goes round in circles of symlinks: mend them first`, 'ELOOP')
    if (target.startsWith('/')) at = []
    left.unshift(...target.split('/').filter((name) => name !== ''))
  }
  return join(root, ...at)
}

async function linkAt(path: string): Promise<string | undefined> {
  try {
    return (await lstat(path)).isSymbolicLink() ? await readlink(path) : undefined
  } catch (error) {
    // What is missing is no link; whoever uses the path gets told.
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined
    throw error
  }
}
