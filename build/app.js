import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { build, transform } from 'esbuild'
import { patches } from './patches.js'
import { roomsOf } from './rooms.js'

/**
 * Builds the program into a few readable files, a room each (rooms.js): a start reads and compiles only the rooms it enters.
 * Hands back what the launcher must know, and what went in.
 */
export async function buildApp(root, folder, define) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/cli.tsx'],
    outdir: folder,
    bundle: true,
    // One file cannot be cut later, and CommonJS cannot be split: so modules first, each piece turned into CommonJS below.
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
  const pieces = new Map(outputFiles.map((file) => [path.basename(file.path), file.text]))
  const rooms = roomsOf(metafile)
  const isCommonPackage = (piece) => {
    const [, { entryPoint, exports }] = Object.entries(metafile.outputs).find(([file]) => path.basename(file) === piece)
    return entryPoint?.includes('node_modules/') && exports.join() === 'default'
  }
  const hashes = {}
  for (const name of new Set(rooms.values())) {
    const own = [...pieces].filter(([piece]) => rooms.get(piece) === name).map(([piece, code]) => [piece, code, isCommonPackage(piece)])
    const text = ascii(`({\n${(await Promise.all(own.map(asFunction))).join('')}})\n`)
    hashes[name] = createHash('sha256').update(text).digest('hex').slice(0, 16)
    writeFileSync(path.join(folder, `${name}.cjs`), text)
  }
  return { rooms: Object.fromEntries(rooms), hashes, metafile }
}

/** Text that V8 takes without decoding it: other signs stand in strings, patterns and comments alone, where this says the same. */
const ascii = (text) => text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** import() of a CommonJS package gives its names besides `default`: Node does so, esbuild's pieces do not. */
const names = 'module.exports = { ...module.exports.default, default: module.exports.default }\n'

/** A piece as a function that is called when it is first needed; its imports are calls of `require`. */
async function asFunction([piece, text, named]) {
  const { code } = await transform(text, { format: 'cjs', platform: 'node', target: 'node20', supported: { 'dynamic-import': false } })
  return `${JSON.stringify(piece)}(exports, require, module) {\n${code}${named ? names : ''}},\n`
}
