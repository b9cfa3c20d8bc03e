import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Script } from 'node:vm'
import { mayReadCache, mayWriteCache } from './cache-permissions.js'

/**
 * Code that V8 compiled at an earlier start. It is only ever faster: whatever goes wrong here, the
 * program starts without it.
 */
export interface CodeCache {
  /**
   * What an earlier start left of a room; undefined where there is nothing or it is not trusted.
   */
  read(room: string): Buffer | undefined
  /** Leaves what this start compiled. */
  write(scripts: ReadonlyMap<string, Script>): void
}

/**
 * The cache of the program in a folder, beside its files: one for each room, version of Node, and
 * state of the room's file. As Node's own, it does nothing where NODE_DISABLE_COMPILE_CACHE is set.
 */
export function codeCache(folder: string, hashes: Readonly<Record<string, string>>): CodeCache {
  if (process.env['NODE_DISABLE_COMPILE_CACHE']) return { read: () => undefined, write: () => undefined }
  const home = join(folder, 'compiled')
  const programOf = (room: string) => lstatSync(join(folder, `${room}.cjs`))

  function fileOf(room: string): string {
    // V8 itself looks no further than the length of the text, so a file that somebody edited counts
    // as another.
    const { size, mtimeMs } = programOf(room)
    return join(home, [room, hashes[room], size, mtimeMs, process.version, process.arch].join('-'))
  }

  return {
    read: (room) =>
      quietly(() => {
        const file = fileOf(room)
        return mayReadCache(programOf(room), lstatSync(home), lstatSync(file))
          ? readFileSync(file)
          : undefined
      }),
    write: (scripts) =>
      quietly(() => {
        const user = process.geteuid?.()
        for (const [room, script] of scripts) {
          const program = programOf(room)
          if (!mayWriteCache(program, lstatSync(folder), user)) return
          quietly(() => mkdirSync(home, 0o755))
          if (mayWriteCache(program, lstatSync(home), user)) replace(fileOf(room), script.createCachedData())
        }
      }),
  }
}

/** Written beside and renamed, so that another start finds all of it or nothing. */
function replace(file: string, data: Buffer): void {
  const beside = `${file}.${process.pid}`
  try {
    writeFileSync(beside, data, { mode: 0o644, flag: 'wx' })
    renameSync(beside, file)
  } catch {
    rmSync(beside, { force: true })
  }
}

function quietly<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
