import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { patches } from './patches.js'

const root = path.resolve(import.meta.dirname, '..')
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))

/** One CommonJS file, readable, with nothing to fetch: what an admin installs is what runs as root. */
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['src/cli.tsx'],
  outfile: 'dist/cli.cjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  jsx: 'automatic',
  // React reads this while it is bundled; its development half would make keys slower.
  define: { 'process.env.NODE_ENV': '"production"', VERSION: JSON.stringify(version) },
  banner: { js: '#!/usr/bin/env node' },
  external: ['pg-native'],
  plugins: patches,
  metafile: true,
  logLevel: 'warning',
})
chmodSync(path.join(root, 'dist/cli.cjs'), 0o755)

const packages = [
  ...new Set(Object.keys(metafile.inputs).flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [])),
].sort()
const licences = packages.map((name) => {
  const folder = path.join(root, 'node_modules', name)
  const { version: at, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  const text = ['LICENSE', 'LICENSE.md', 'license', 'LICENCE', 'LICENSE.txt', 'license.md'].flatMap((file) => {
    try {
      return [readFileSync(path.join(folder, file), 'utf8')]
    } catch {
      return []
    }
  })[0]
  return `${name} ${at} (${license})\n\n${text ?? ''}`
})
writeFileSync(path.join(root, 'dist/LICENSES.txt'), licences.join(`\n${'-'.repeat(78)}\n\n`))
