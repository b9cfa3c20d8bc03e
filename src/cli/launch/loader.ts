import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { Script } from 'node:vm'
import { codeCache } from './cache.js'

type Module = { exports: object }
type Pieces = Readonly<
  Record<string, (exports: object, need: (name: string) => unknown, module: Module) => void>
>

/**
 * A way to load the program's pieces. A file in `folder` is a room: an object with some of them,
 * each a function that runs it. `rooms` says where each piece is; a room is read and compiled when
 * its first piece is asked for, and `hashes` tell its state.
 */
export function loader(
  folder: string,
  rooms: Readonly<Record<string, string>>,
  hashes: Readonly<Record<string, string>>,
): (piece: string) => unknown {
  const outside = createRequire(join(folder, 'start.cjs'))
  const cache = codeCache(folder, hashes)
  const scripts = new Map<string, Script>()
  const opened = new Map<string, Pieces>()
  const loaded = new Map<string, Module>()
  let isNew = false

  function open(room: string): Pieces {
    const filename = join(folder, `${room}.cjs`)
    const cachedData = cache.read(room)
    const script = new Script(readFileSync(filename, 'latin1'), {
      filename,
      ...(cachedData ? { cachedData } : {}),
    })
    isNew ||= script.cachedDataRejected !== false
    scripts.set(room, script)
    const pieces: Pieces = script.runInThisContext()
    opened.set(room, pieces)
    return pieces
  }

  function need(name: string): unknown {
    const piece = basename(name)
    const room = name.startsWith('./') ? rooms[piece] : undefined
    if (room === undefined) return outside(name)
    const before = loaded.get(piece)
    if (before !== undefined) return before.exports
    const module: Module = { exports: {} }
    loaded.set(piece, module)
    const pieces = opened.get(room) ?? open(room)
    pieces[piece]?.(module.exports, need, module)
    return module.exports
  }

  // By then what the first screens call has been compiled, too.
  process.on('exit', () => {
    if (isNew) cache.write(scripts)
  })
  return need
}
