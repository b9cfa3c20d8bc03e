import type { Stats } from 'node:fs'
import { chmod, lstat, mkdir, readdir, readlink, rmdir, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Path } from '../state.js'
import { fileError } from './error-codes.js'
import type { Host, Stat } from './host.js'
import { holdLock } from './lock.js'
import { readRegular } from './regular-files.js'
import { appendLine, replaceFile, replaceLink, syncFolder } from './replace.js'
import { resolveBelow } from './resolve-path.js'

export type FileHost = Pick<
  Host,
  'read' | 'readLink' | 'list' | 'stat' | 'write' | 'append' | 'link' | 'remove' | 'makeDirectory' | 'lock'
>

/**
 * The file part of a host, over a folder that is the server's `/` (`/` itself for this server).
 * Nothing reaches out of the folder. Everything throws a HostError that names the server's path.
 * `stat` tells of a symlink itself; `remove` takes a file, a symlink or an empty folder.
 */
export function fileHost(root: string): FileHost {
  async function at<T>(
    doing: string,
    path: Path,
    follow: boolean,
    work: (real: string) => Promise<T>,
  ): Promise<T> {
    try {
      return await work(await resolveBelow(root, path, follow))
    } catch (error) {
      throw fileError(error, doing, path)
    }
  }
  return {
    read: (path) => at('read', path, true, readRegular),
    readLink: (path) => at('read', path, false, (real) => readlink(real)),
    list: (path) => at('list', path, true, async (real) => (await readdir(real)).sort()),
    stat: (path) => at('look at', path, false, readStat),
    write: (path, text, mode) => at('write', path, false, (real) => replaceFile(real, text, mode)),
    append: (path, line) => at('write', path, false, (real) => appendLine(real, line)),
    lock: (path, says) => at('lock', path, false, (real) => holdLock(real, says)),
    link: (path, target) => at('link', path, false, (real) => replaceLink(real, target)),
    remove: (path) =>
      at('remove', path, false, async (real) => {
        await ((await lstat(real)).isDirectory() ? rmdir(real) : unlink(real))
        await syncFolder(dirname(real))
      }),
    makeDirectory: (path, mode) =>
      at('make', path, true, async (real) => {
        const made = await mkdir(real, { recursive: true, mode })
        // The umask may have taken bits away; a folder that was there keeps its own.
        if (made === undefined) return
        await chmod(real, mode)
        await syncFolder(dirname(made))
      }),
  }
}

async function readStat(real: string): Promise<Stat> {
  const found = await lstat(real)
  return { kind: kindOf(found), uid: found.uid, gid: found.gid, mode: found.mode & 0o7777 }
}

function kindOf(found: Stats): Stat['kind'] {
  if (found.isSymbolicLink()) return 'link'
  if (found.isDirectory()) return 'directory'
  return found.isFile() ? 'file' : 'other'
}
