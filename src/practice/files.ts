import { type Host, HostError, type Stat } from '../host/host.js'
import type { Path } from '../state.js'

type Node = { readonly kind: 'file'; text: string; mode: number } | { readonly kind: 'link'; target: Path }

/** The user mastodon's id, as the practice server's /etc/passwd has it. */
const mastodonId = 990

/**
 * Files in memory: enough of a file system for a pretend server. A folder is there when something
 * lies below it.
 */
export type MemoryFiles = Pick<
  Host,
  'read' | 'readLink' | 'list' | 'stat' | 'write' | 'append' | 'link' | 'remove' | 'makeDirectory' | 'lock'
> & {
  readonly nodes: Map<Path, Node>
}

/** A file system in memory that begins with these files (path → text) and programs. */
export function memoryFiles(texts: Readonly<Record<Path, string>>, programs: readonly Path[]): MemoryFiles {
  const nodes = new Map<Path, Node>()
  for (const [path, text] of Object.entries(texts)) nodes.set(path, { kind: 'file', text, mode: 0o644 })
  for (const path of programs) nodes.set(path, { kind: 'file', text: '', mode: 0o755 })
  const folders = new Set<Path>()
  const locks = new Set<Path>()
  const below = (path: Path) => {
    const start = path === '/' ? '/' : `${path}/`
    return [...nodes.keys(), ...folders]
      .filter((each) => each.startsWith(start))
      .map((each) => each.slice(start.length))
  }
  const missing = (path: Path) => new HostError(`${path} does not exist.`, 'ENOENT')
  const follow = (path: Path): Path => {
    const node = nodes.get(path)
    if (node?.kind !== 'link') return path
    return follow(new URL(node.target, `file://${path}`).pathname)
  }
  return {
    nodes,
    async read(path) {
      const node = nodes.get(follow(path))
      if (node?.kind !== 'file') throw missing(path)
      return node.text
    },
    async readLink(path) {
      const node = nodes.get(path)
      if (node === undefined) throw missing(path)
      if (node.kind !== 'link') throw new HostError(`${path} is not a link.`, 'EINVAL')
      return node.target
    },
    async list(path) {
      const names = [...new Set(below(path).map((each) => each.split('/')[0] ?? ''))].filter(
        (name) => name !== '',
      )
      if (names.length === 0 && !folders.has(path)) throw missing(path)
      return names.sort()
    },
    async stat(path) {
      const node = nodes.get(path)
      const owner = path.startsWith('/home/mastodon') ? mastodonId : 0
      const stat = (kind: Stat['kind'], mode: number): Stat => ({ kind, uid: owner, gid: owner, mode })
      if (node?.kind === 'file') return stat('file', node.mode)
      if (node?.kind === 'link') return stat('link', 0o777)
      if (folders.has(path) || below(path).length > 0) return stat('directory', 0o755)
      throw missing(path)
    },
    async write(path, text, mode) {
      nodes.set(path, { kind: 'file', text, mode })
    },
    async append(path, line) {
      const node = nodes.get(path)
      nodes.set(path, {
        kind: 'file',
        text: `${node?.kind === 'file' ? node.text : ''}${line}\n`,
        mode: 0o600,
      })
    },
    async lock(path, says) {
      if (locks.has(path)) return undefined
      locks.add(path)
      nodes.set(path, { kind: 'file', text: says, mode: 0o600 })
      return {
        async release() {
          locks.delete(path)
        },
      }
    },
    async link(path, target) {
      nodes.set(path, { kind: 'link', target })
    },
    async remove(path) {
      nodes.delete(path)
      folders.delete(path)
    },
    async makeDirectory(path) {
      folders.add(path)
    },
  }
}
