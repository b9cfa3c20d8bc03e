import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { buildApp } from './app.js'
import { licencesOf } from './licences.js'
import { patchesWithout } from './patches.js'

/**
 * `npm run build`. What an admin installs is what runs as root: readable files with nothing to fetch, and a small one that starts
 * them. `--to DIR` builds into another folder than dist, `--without PATCH` leaves a patch out, to see what it is good for.
 */
const { values } = parseArgs({
  options: {
    to: { type: 'string', default: 'dist' },
    without: { type: 'string', multiple: true, default: [] },
  },
})
const root = path.resolve(import.meta.dirname, '..')
const dist = path.resolve(root, values.to)
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
// React reads NODE_ENV while it is bundled; its development half would make keys slower.
const define = { 'process.env.NODE_ENV': '"production"', VERSION: JSON.stringify(version) }
const patches = patchesWithout(values.without)

rmSync(dist, { recursive: true, force: true })
mkdirSync(path.join(dist, 'app'), { recursive: true })
const { rooms, hashes, metafile } = await buildApp(root, path.join(dist, 'app'), define, patches)
await build({
  absWorkingDir: root,
  entryPoints: ['src/cli/launch.ts'],
  outfile: path.join(dist, 'cli.cjs'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  define: { ROOMS: JSON.stringify(rooms), HASHES: JSON.stringify(hashes) },
  banner: { js: '#!/usr/bin/env node' },
  logLevel: 'warning',
})
chmodSync(path.join(dist, 'cli.cjs'), 0o755)
writeFileSync(path.join(dist, 'LICENSES.txt'), licencesOf(metafile, root))
