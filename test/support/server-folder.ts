import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { practiceFiles, usualWorld } from '../../src/practice/world.js'

const programs = ['/usr/bin/node', '/usr/bin/true', '/home/mastodon/.rbenv/shims/bundle']

/** A folder that looks like a server for --root: the practice server's files, with upstream's units or none yet, and these besides. */
export function serverFolder(
  layout: 'nothing' | 'stock',
  files: Readonly<Record<string, string>> = {},
): string {
  const root = mkdtempSync(join(tmpdir(), 'mastodon-tune-root-'))
  for (const path of programs) putFile(root, path, '')
  for (const [path, text] of Object.entries({ ...practiceFiles({ ...usualWorld, layout }), ...files }))
    putFile(root, path, text)
  mkdirSync(join(root, 'etc/systemd/system'), { recursive: true })
  symlinkSync('usr/bin', join(root, 'bin'))
  return root
}

/** Puts a text at a server's path. */
export function putFile(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text, { mode: 0o755 })
}

/** Every path of a tree with a file's text or a link's target, to compare two moments. Links are not followed. */
export function treeOf(root: string): readonly (readonly [path: string, content: string])[] {
  return pathsIn(root)
    .sort()
    .map((path) => {
      const found = lstatSync(join(root, path))
      const content = found.isSymbolicLink()
        ? readlinkSync(join(root, path))
        : found.isFile()
          ? readFileSync(join(root, path), 'utf8')
          : ''
      return [path, content] as const
    })
}

function pathsIn(root: string, below = ''): string[] {
  return readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name)
    return entry.isDirectory() ? [path, ...pathsIn(root, path)] : [path]
  })
}
