import { constants, open } from 'node:fs/promises'
import { HostError } from './host.js'

/** More than any file that is read here has: unit files, settings, lists of units, what the kernel tells. Bytes. */
const most = 8 * 1024 ** 2

/**
 * The text of a regular file. A fifo or a device in its place, which would block or never end, and a file that is far too large
 * throw a HostError; otherwise the system's error.
 */
export async function readRegular(path: string): Promise<string> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const found = await file.stat()
    if (found.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' })
    if (!found.isFile()) throw new HostError(`${path} is not a regular file, so it is not read.`, 'EINVAL')
    if (found.size > most)
      throw new HostError(`${path} has more than ${most / 1024 ** 2} MB, so it is not read.`, 'EFBIG')
    return await file.readFile('utf8')
  } finally {
    await file.close()
  }
}
