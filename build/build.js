import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { buildApp } from './app.js'
import { licencesOf } from './licences.js'

/** What an admin installs is what runs as root: readable files with nothing to fetch, and a small one that starts them. */
const root = path.resolve(import.meta.dirname, '..')
const dist = path.join(root, 'dist')
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))

rmSync(dist, { recursive: true, force: true })
mkdirSync(path.join(dist, 'app'), { recursive: true })
// React reads NODE_ENV while it is bundled; its development half would make keys slower.
const define = { 'process.env.NODE_ENV': '"production"', VERSION: JSON.stringify(version) }
const { rooms, hashes, metafile } = await buildApp(root, path.join(dist, 'app'), define)
await build({
  absWorkingDir: root,
  entryPoints: ['src/cli/launch.ts'],
  outfile: 'dist/cli.cjs',
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
