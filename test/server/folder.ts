import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cli } from '../support/program.js'
import { serverFolder, treeOf } from '../support/server-folder.js'

const points = join(import.meta.dirname, 'points.pl')
/** What may be there afterwards: folders, the history, and the file that is locked while a run goes on. */
const stays =
  /^(var|var\/lib|var\/lib\/mastodon-tune|tmp|run(\/systemd(\/system)?)?): $|^var\/lib\/mastodon-tune\/history|^run\/(mastodon-tune\.lock|systemd\/system\/\.keep): /
const change = ['apply', '--yes', '--layout', 'one']

/** A folder that stands for a server, on which one run is cut or fails at a system call. */
export interface Folder {
  readonly root: string
  /** Runs a command on it; its exit status. */
  run(...args: readonly string[]): Promise<number>
  /** Runs the change with something done to its call number `at` (see points.pl); its exit status and the calls up to there. */
  broken(does: string, at: number): Promise<{ readonly status: number; readonly calls: readonly string[] }>
  /** Its files and links, and what a run that was cut off would leave of its own. */
  seen(): { readonly tree: readonly string[]; readonly left: readonly string[] }
  remove(): void
}

/** Copies a folder; without one, makes one that looks like a server with the stock units. */
export function folderFrom(other?: Folder): Folder {
  const home = mkdtempSync(join(tmpdir(), 'mastodon-tune-points-'))
  const root = join(home, 'root')
  cpSync(other?.root ?? serverFolder('stock'), root, { recursive: true, verbatimSymlinks: true })
  const where = ['--root', root, '--user', 'mastodon']
  return {
    root,
    run: (...args) => statusOf(process.execPath, [cli, ...args, ...where]),
    broken: async (does, at) => {
      const log = join(home, 'calls')
      const status = await statusOf('perl', [
        points,
        log,
        does,
        String(at),
        process.execPath,
        cli,
        ...change,
        ...where,
      ])
      return { status, calls: readFileSync(log, 'utf8').replaceAll(root, '').split('\n').slice(0, -1) }
    },
    seen: () => {
      const all = treeOf(root).map(([path, text]) => `${path}: ${text}`)
      const own = (line: string) => /^(var|run|tmp)[/:]/.test(line)
      const left = all.filter((line) => own(line) && !stays.test(line))
      return { tree: all.filter((line) => !own(line)), left }
    },
    remove: () => rmSync(home, { recursive: true }),
  }
}

/** The change, as it is made where nothing breaks. */
export const changing = change

function statusOf(program: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'ignore', timeout: 120_000, killSignal: 'SIGKILL' })
    child.on('error', reject)
    child.on('close', (status, signal) => resolve(status ?? (signal === 'SIGKILL' ? 137 : -1)))
  })
}
