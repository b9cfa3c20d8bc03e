import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Copy } from '../start/copies.js'
import { type Node, tarball } from '../start/install.js'
import { usedCopy } from '../start/starts.js'

const root = join(import.meta.dirname, '../..')

/** The program without some of its patches. */
export interface Variant {
  readonly name: string
  /** It has been started before. */
  readonly copy: Copy
  /** Of the tarball, in bytes. */
  readonly size: number
}

/** Builds the program without these patches. @throws where that does not go, with the reason. */
export async function variantWithout(patches: readonly string[], name: string, node: Node): Promise<Variant> {
  const folder = mkdtempSync(join(tmpdir(), 'mastodon-tune-variant-'))
  const dist = join(folder, 'dist')
  const without = patches.flatMap((patch) => ['--without', patch])
  try {
    const build = [join(root, 'build/build.js'), '--to', dist, ...without]
    const { status, stderr } = spawnSync(node.path, build, { encoding: 'utf8' })
    if (status !== 0) throw new Error(sentenceOf(stderr))
    copyFileSync(join(root, 'package.json'), join(folder, 'package.json'))
    const size = tarball(folder).bytes
    return { name, copy: await usedCopy(node, dist), size }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** esbuild's own word, or else Node's. */
function sentenceOf(stderr: string): string {
  const [, said] = /ERROR\]?:? (.+)/.exec(stderr) ?? /^Error: (.+)/m.exec(stderr) ?? []
  return said ?? stderr.trim()
}
