import { open, rename, rm, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * A name beside a path that nobody has. Crypto is loaded with the first of them, since most starts
 * write nothing.
 */
const beside = (path: string) =>
  join(
    dirname(path),
    `.${basename(path)}.${process.getBuiltinModule('node:crypto').randomBytes(6).toString('hex')}`,
  )

/** Has a folder's entries on the disk. @throws the system's error */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/**
 * Makes something beside `path` and renames it over, which replaces a symlink and never follows it
 * (into Mastodon's git tree).
 */
async function replace(path: string, make: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = beside(path)
  try {
    await make(temporary)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
  await syncFolder(dirname(path))
}

/**
 * Puts a file with this text and mode at `path`, all of it or nothing; root's when root does it.
 * @throws the system's error
 */
export async function replaceFile(path: string, text: string, mode: number): Promise<void> {
  await replace(path, async (temporary) => {
    // wx is O_EXCL: a file or link that someone put there first is never written to.
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(text)
      if (process.geteuid?.() === 0) await file.chown(0, 0)
      await file.chmod(mode)
      await file.sync()
    } finally {
      await file.close()
    }
  })
}

/** Puts a symlink to `target` at `path`, over what is there. @throws the system's error */
export async function replaceLink(path: string, target: string): Promise<void> {
  await replace(path, (temporary) => symlink(target, temporary))
}

/**
 * Adds a line to a file of our own, made with mode 0600 where it is not there, and has it on the
 * disk. @throws the system's error
 */
export async function appendLine(path: string, line: string): Promise<void> {
  const file = await open(path, 'a', 0o600)
  try {
    await file.appendFile(`${line}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}
