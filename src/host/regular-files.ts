import { constants, open } from 'node:fs/promises'
import { HostError } from './host.js'

/**
 * More than any file that is read here has: unit files, settings, lists of units, what the kernel
 * tells. Bytes.
 */
const most = 8 * 1024 ** 2

/**
 * The text of a regular file. A fifo or a device in its place, which would block or never end, and
 * a file that is far too large throw a HostError; otherwise the system's error.
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

/**
 * Puts a text into a regular file of the admin's, made where it is not there. Neither through a
 * symlink, which somebody may have laid out in /tmp for root to follow, nor into a fifo or a
 * device.
 * @throws HostError, otherwise the system's error
 */
export async function writeRegular(path: string, text: string): Promise<void> {
  const { O_WRONLY, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants
  const file = await open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o644)
  try {
    const found = await file.stat()
    if (!found.isFile() || found.nlink > 1)
      throw new HostError(`${path} is not a regular file of its own, so it is not written to.`, 'EINVAL')
    await file.truncate()
    await file.writeFile(text)
  } finally {
    await file.close()
  }
}
