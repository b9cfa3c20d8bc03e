import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { bootServer, type Layout, type TestServer } from './server.js'

/** Packs the project as it is built. The path of the tarball, in a folder of its own. */
export function pack(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mastodon-tune-pack-'))
  const said = execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {
    encoding: 'utf8',
  })
  return join(folder, said.trim().split('\n').at(-1) ?? '')
}

/**
 * Installs the project's tarball in the server, which has no network; then `mastodon-tune` is a command there. It is packed here
 * where MASTODON_TUNE_PACKED names none that was packed already.
 */
export async function installPacked(server: TestServer): Promise<void> {
  const packed = process.env['MASTODON_TUNE_PACKED'] ?? pack()
  const name = basename(packed)
  await cp(packed, join(server.root, 'root', name))
  const ran = await server.run(['npm', 'i', '-g', `/root/${name}`, '--offline', '--no-audit', '--no-fund'], {
    timeout: 180_000,
  })
  if (ran.status !== 0) throw new Error(`npm i -g failed: ${ran.stderr}`)
}

/** Boots a server on which `mastodon-tune` is installed. */
export async function bootPacked(layout: Layout): Promise<TestServer> {
  const server = await bootServer({ layout })
  await installPacked(server)
  return server
}

/** Puts the driver (driver.ts) into the server as one file; hands back how to run it. */
export async function installDriver(
  server: TestServer,
): Promise<(...args: readonly string[]) => Promise<unknown>> {
  await build({
    entryPoints: [join(import.meta.dirname, 'driver.ts')],
    outfile: join(server.root, 'root/driver.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['pg-native'],
    logLevel: 'error',
  })
  return async (...args) => {
    const ran = await server.run(['node', '/root/driver.cjs', ...args], { timeout: 300_000 })
    if (ran.status !== 0) throw new Error(`driver ${args.join(' ')}: ${ran.stderr}`)
    return JSON.parse(ran.stdout) as unknown
  }
}
