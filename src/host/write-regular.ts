import { constants, open } from 'node:fs/promises'
import { HostError } from './host.js'

/**
 * Puts a text into a regular file of the admin's, made where it is not there. Neither through a symlink, which somebody may have
 * laid out in /tmp for root to follow, nor into a fifo or a device.
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
