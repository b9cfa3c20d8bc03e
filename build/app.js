import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { asFunction } from './piece.js'
import { roomsOf } from './rooms.js'

/**
 * Builds the program into a few readable files, a room each (rooms.js): a start reads and compiles only the rooms it enters.
 * Hands back what the launcher must know, and what went in.
 */
export async function buildApp(root, folder, define, patches) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/cli.tsx'],
    outdir: folder,
    bundle: true,
    // One file cannot be cut later, and CommonJS cannot be split: so modules first, each piece turned into CommonJS then.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    jsx: 'automatic',
    define,
    external: ['pg-native'],
    plugins: patches,
    metafile: true,
    write: false,
    logLevel: 'warning',
  })
  const texts = new Map(outputFiles.map((file) => [path.basename(file.path), file.text]))
  const outputs = new Map(
    Object.entries(metafile.outputs).map(([file, output]) => [path.basename(file), output]),
  )
  const rooms = roomsOf(metafile)
  const hashes = {}
  for (const name of new Set(rooms.values())) {
    const own = [...texts].filter(([piece]) => rooms.get(piece) === name)
    const functions = await Promise.all(
      own.map(([piece, text]) => asFunction(piece, text, outputs.get(piece))),
    )
    const text = ascii(`({\n${functions.join('')}})\n`)
    hashes[name] = createHash('sha256').update(text).digest('hex').slice(0, 16)
    writeFileSync(path.join(folder, `${name}.cjs`), text)
  }
  return { rooms: Object.fromEntries(rooms), hashes, metafile }
}

/** Text that V8 takes without decoding it: other signs stand in strings and patterns alone, where this says the same. */
const ascii = (text) =>
  text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
