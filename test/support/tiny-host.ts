import { type Host, HostError, type Ran } from '../../src/host/host.js'
import type { Argv } from '../../src/state.js'

/** As much of a server as a fact needs: files, links (`→ target`), and answers of commands by their text. */
export function tinyHost(
  files: Readonly<Record<string, string>>,
  answers: Readonly<Record<string, Partial<Ran>>> = {},
  live = true,
): Host {
  const missing = (path: string) => new HostError(`${path} does not exist`, 'ENOENT')
  const paths = Object.keys(files)
  const never = async (): Promise<never> => {
    throw new HostError('not here')
  }
  const isFolder = (path: string) => paths.some((each) => each.startsWith(`${path}/`))
  return {
    kind: 'practice',
    live,
    read: async (path) => {
      const text = files[path]
      if (text === undefined || text.startsWith('→ ')) throw missing(path)
      if (text === 'EACCES') throw new HostError(`no permission to read ${path}`, 'EACCES')
      return text
    },
    readLink: async (path) => (files[path] ?? '').slice(2),
    list: async (path) => {
      if (!isFolder(path)) throw missing(path)
      return [
        ...new Set(
          paths
            .filter((each) => each.startsWith(`${path}/`))
            .map((each) => each.slice(path.length + 1).split('/')[0] ?? ''),
        ),
      ]
    },
    stat: async (path) => {
      const text = files[path]
      if (text === undefined && !isFolder(path)) throw missing(path)
      return {
        kind: text === undefined ? 'directory' : text.startsWith('→ ') ? 'link' : 'file',
        uid: 991,
        gid: 991,
        mode: 0o644,
      }
    },
    run: async (argv: Argv) => {
      const found = Object.entries(answers).find(([start]) => argv.join(' ').startsWith(start))
      if (found === undefined) throw new HostError(`${argv[0]} is not installed`, 'ENOENT')
      return { status: 0, stdout: '', stderr: '', ...found[1] }
    },
    machine: async () => ({ hostname: 'example', cores: 8, uid: 0, pid: 1 }),
    write: never,
    append: never,
    lock: never,
    link: never,
    remove: never,
    makeDirectory: never,
    askRedis: never,
    askPostgres: never,
    askHttp: never,
    wait: never,
    now: () => 0,
    date: () => 0,
  }
}
