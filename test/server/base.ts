import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, realpath, rename, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { thisDebian } from './debian.js'
import { keyOf } from './key.js'
import { withLock } from './lock.js'

const HERE = dirname(fileURLToPath(import.meta.url))
const STAND_IN = join(HERE, 'mastodon')
const PREPARE = join(HERE, 'prepare.sh')

const PACKAGES = [
  'systemd',
  'systemd-sysv',
  'dbus',
  'libjemalloc2',
  'procps',
  'ruby',
  'ruby-sidekiq',
  'ruby-railties',
  'puma',
  'bundler',
  'redis-server',
  'postgresql',
  'sudo',
  'iproute2',
  'curl',
  'libstdc++6',
] as const

/**
 * The folder with the root of a Debian that has everything a Mastodon server has. Built once, in about
 * a minute, and kept until what it is made of changes. Nobody writes into it afterwards.
 */
export async function ensureBase(): Promise<string> {
  const cache = process.env['MASTODON_TUNE_TEST_CACHE'] ?? '/var/cache/mastodon-tune-test'
  const { release } = thisDebian()
  const key = keyOf([release, process.version, ...PACKAGES], [STAND_IN, PREPARE])
  const base = join(cache, `base-${key}`)
  if (existsSync(base)) return base
  await mkdir(cache, { recursive: true })
  return withLock(join(cache, 'lock'), async () => {
    if (!existsSync(base)) await build(base)
    return base
  })
}

async function build(base: string): Promise<void> {
  // An aborted build of before: the lock says that nobody is working on it.
  for (const name of await readdir(dirname(base))) {
    if (name.endsWith('.new')) await clear(join(dirname(base), name))
  }
  const root = `${base}.new`
  const { release, sources } = thisDebian()
  const include = `--include=${PACKAGES.join(',')}`
  await execa('mmdebstrap', [
    '--variant=apt',
    '--mode=root',
    '--skip=check/empty',
    include,
    release,
    root,
    ...sources,
  ])
  await copyNode(root)
  const inside = [
    '--register=no',
    '--private-network',
    `--bind-ro=${STAND_IN}:/stand-in`,
    `--bind-ro=${PREPARE}:/prepare`,
  ]
  const unit = existsSync('/run/systemd/system') ? [] : ['--keep-unit']
  await execa('systemd-nspawn', ['--directory', root, '--pipe', ...unit, ...inside, 'sh', '/prepare'])
  await rename(root, base)
}

/** A killed mmdebstrap leaves its mounts; nothing behind them may be removed. */
async function clear(root: string): Promise<void> {
  for (const line of (await readFile('/proc/mounts', 'utf8')).split('\n').reverse()) {
    const target = line.split(' ')[1]
    if (target?.startsWith(`${root}/`)) await execa('umount', ['--lazy', target])
  }
  await execa('rm', ['-rf', '--one-file-system', root])
}

async function copyNode(root: string): Promise<void> {
  await cp(await realpath(process.execPath), join(root, 'usr/bin/node'))
  const { stdout } = await execa('which', ['npm'])
  const script = await realpath(stdout)
  const npm = dirname(dirname(script))
  await mkdir(join(root, 'usr/lib/node_modules'), { recursive: true })
  await cp(npm, join(root, 'usr/lib/node_modules/npm'), { recursive: true })
  await symlink('../lib/node_modules/npm/bin/npm-cli.js', join(root, 'usr/bin/npm'))
}
