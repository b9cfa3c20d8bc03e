import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const versions = { '@clack/prompts': '1.9.0', '@inquirer/prompts': '8.8.0' } as const
const home = join(tmpdir(), 'mastodon-tune-bench')

/** Installs packages in a folder below the system's temporary one, once. @throws where npm can't. */
function installed(name: string, packages: readonly string[]): string {
  const folder = join(home, name)
  if (existsSync(join(folder, 'done'))) return folder
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--save-exact', ...packages], {
    cwd: folder,
    stdio: 'ignore',
  })
  writeFileSync(join(folder, 'done'), '')
  return folder
}

/** The programs to compare with, beside the packages they need; their folder. */
export function installPeers(): string {
  const folder = installed(
    `peers-${Object.values(versions).join('-')}`,
    Object.entries(versions).map(([name, version]) => `${name}@${version}`),
  )
  const peers = join(import.meta.dirname, '../peers')
  for (const file of readdirSync(peers)) copyFileSync(join(peers, file), join(folder, file))
  return folder
}

/** A version of Node: where it is and what it calls itself. */
export interface Node {
  readonly path: string
  readonly version: string
}

/** The Node that runs this, and the newest that the registry has as a package; only the first where that can't be had. */
export function nodes(): readonly Node[] {
  const here: Node = { path: process.execPath, version: process.version }
  try {
    const latest = execFileSync('npm', ['view', 'node@latest', 'version'], { encoding: 'utf8' }).trim()
    const path = join(installed(`node-${latest}`, [`node@${latest}`]), 'node_modules/node/bin/node')
    const version = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim()
    return version === here.version ? [here] : [here, { path, version }]
  } catch (error) {
    console.error(
      `The newest Node can't be had (${String(error).split('\n')[0]}); measured with ${here.version} alone.`,
    )
    return [here]
  }
}

/** The version of a peer that is measured. */
export const versionOf = (name: keyof typeof versions): string => `${name} ${versions[name]}`

/** The size of the tarball that is published (bytes), its files, and the packages that it needs besides. */
export function tarball(root: string): {
  readonly bytes: number
  readonly files: number
  readonly packages: number
} {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8' }),
  )
  const { dependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return { bytes: packed.size, files: packed.entryCount, packages: Object.keys(dependencies).length }
}
